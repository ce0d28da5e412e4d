package dev.onrush.runner.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void marksAreRound() {
        assertArrayEquals(new double[] {0, 1}, Scale.upTo(0).marks());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, Scale.upTo(5).marks());
        assertArrayEquals(new double[] {0, 2, 4, 6}, Scale.upTo(5.1).marks());
        assertArrayEquals(
                new double[] {0, 50, 100, 150, 200, 250}, Scale.upTo(249.3).marks());
        assertArrayEquals(
                new double[] {0, 100_000, 200_000, 300_000, 400_000},
                Scale.upTo(400_000).marks());
    }

    @Test
    void whateverTheMostIsItFitsAndFillsHalf() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double most = Math.pow(10, random.nextDouble(-6, 12));
            Scale scale = Scale.upTo(most);
            int steps = scale.marks().length - 1;
            assertTrue(steps >= 2 && steps <= 5, most + ": " + scale);
            assertTrue(scale.top() >= most * (1 - 1e-6) && scale.top() <= 2 * most, most + ": " + scale);
        }
    }
}
