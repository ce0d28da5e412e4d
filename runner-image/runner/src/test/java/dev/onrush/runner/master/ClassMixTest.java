package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassMixTest {
    private static ClassShare weight(int weight) {
        return new ClassShare("", weight, 0);
    }

    private static ClassShare fixed(int count) {
        return new ClassShare("", 1, count);
    }

    private static List<ClassShare> random(Random random) {
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(_ -> random.nextBoolean() ? fixed(1 + random.nextInt(40)) : weight(1 + random.nextInt(10)))
                .toList();
    }

    private static int allFixed(List<ClassShare> classes) {
        return classes.stream().mapToInt(ClassShare::fixedCount).sum();
    }

    @Test
    void fixedCountsComeFirstAndTheRestGoesByWeight() {
        List<ClassShare> classes = List.of(weight(5), fixed(3), weight(1));
        assertArrayEquals(new int[] {0, 2, 0}, ClassMix.counts(classes, 2));
        assertArrayEquals(new int[] {0, 3, 0}, ClassMix.counts(classes, 3));
        assertArrayEquals(new int[] {5, 3, 1}, ClassMix.counts(classes, 9));
        assertArrayEquals(new int[] {81, 3, 16}, ClassMix.counts(classes, 100));
    }

    @Test
    void fixedClassesShareWhatIsThere() {
        assertArrayEquals(new int[] {3, 1}, ClassMix.counts(List.of(fixed(30), fixed(10)), 4));
    }

    @Test
    void fixedCountsAreNeverExceeded() {
        assertArrayEquals(new int[] {2, 1}, ClassMix.counts(List.of(fixed(2), fixed(1)), 100));
    }

    @Test
    void theCountsAddUpAndFixedOnesAreMetAsSoonAsTheTotalAllows() {
        Random random = new Random(20);
        for (int run = 0; run < 5_000; run++) {
            List<ClassShare> classes = random(random);
            int total = random.nextInt(300);
            int[] counts = ClassMix.counts(classes, total);
            int fixed = allFixed(classes);
            boolean onlyFixed = classes.stream().allMatch(share -> share.fixedCount() > 0);
            assertEquals(
                    onlyFixed ? Math.min(total, fixed) : total,
                    Arrays.stream(counts).sum());
            for (int c = 0; c < counts.length; c++) {
                int own = classes.get(c).fixedCount();
                assertTrue(own == 0 ? total > fixed || counts[c] == 0 : counts[c] <= own);
                assertTrue(own == 0 || total < fixed || counts[c] == own);
            }
        }
    }

    @Test
    void noClassLosesAUserWhileTheTotalGrows() {
        Random random = new Random(21);
        for (int run = 0; run < 500; run++) {
            List<ClassShare> classes = random(random);
            int[] before = new int[classes.size()];
            for (int total = 1; total < 200; total++) {
                int[] after = ClassMix.counts(classes, total);
                for (int c = 0; c < after.length; c++) {
                    assertTrue(after[c] >= before[c]);
                }
                before = after;
            }
        }
    }
}
