package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebsterTest {
    private static int[] weights(Random random) {
        int[] weights = new int[1 + random.nextInt(12)];
        int bound = 1 + random.nextInt(random.nextBoolean() ? 10 : 1_000_000);
        Arrays.setAll(weights, _ -> 1 + random.nextInt(bound));
        return weights;
    }

    @Test
    void smallMixesAreAsExpected() {
        assertArrayEquals(new int[] {0, 0}, Webster.divide(new int[] {3, 1}, 0));
        assertArrayEquals(new int[] {1, 0}, Webster.divide(new int[] {3, 1}, 1));
        assertArrayEquals(new int[] {38, 12}, Webster.divide(new int[] {3, 1}, 50));
        assertArrayEquals(new int[] {1, 1, 0}, Webster.divide(new int[] {1, 1, 1}, 2));
        assertArrayEquals(new int[] {10_000_000}, Webster.divide(new int[] {7}, 10_000_000));
    }

    @Test
    void theCountsAddUpAndAreProportionalAsWebsterPromises() {
        Random random = new Random(14);
        for (int run = 0; run < 5_000; run++) {
            int[] weights = weights(random);
            int total = random.nextInt(random.nextBoolean() ? 100 : 10_000_001);
            int[] counts = Webster.divide(weights, total);
            assertEquals(total, Arrays.stream(counts).asLongStream().sum());
            assertWebster(weights, counts);
        }
    }

    /** No class has a better claim on the next user than any other had on its last one. */
    private static void assertWebster(int[] weights, int[] counts) {
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                long next = weights[i] * (2L * counts[j] - 1);
                long last = weights[j] * (2L * counts[i] + 1);
                assertTrue(counts[j] == 0 || next <= last, () -> Arrays.toString(weights) + Arrays.toString(counts));
            }
        }
    }

    @Test
    void twoClassesAreWithinOneUserOfTheirExactShare() {
        Random random = new Random(15);
        for (int run = 0; run < 5_000; run++) {
            int[] weights = {1 + random.nextInt(1_000), 1 + random.nextInt(1_000)};
            int total = random.nextInt(10_000);
            double exact = (double) total * weights[0] / (weights[0] + weights[1]);
            assertEquals(exact, Webster.divide(weights, total)[0], 1);
        }
    }

    @Test
    void noClassLosesAUserWhileTheTotalGrows() {
        Random random = new Random(16);
        for (int run = 0; run < 300; run++) {
            int[] weights = weights(random);
            int total = random.nextInt(1_000_000);
            int[] before = Webster.divide(weights, total);
            for (int step = 0; step < 50; step++) {
                total += random.nextInt(3);
                int[] after = Webster.divide(weights, total);
                for (int i = 0; i < weights.length; i++) {
                    int from = before[i];
                    int to = after[i];
                    assertTrue(to >= from, () -> Arrays.toString(weights) + ": " + from + " to " + to);
                }
                before = after;
            }
        }
    }
}
