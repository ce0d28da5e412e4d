package dev.onrush.contract.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.RateCurve.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateCurveTest {
    private static Step step(double rate, long millis) {
        return new Step(rate, Duration.ofMillis(millis));
    }

    @Test
    void aConstantRateHasEqualDistances() {
        RateCurve curve = RateCurve.constant(500, Duration.ofSeconds(60));
        assertEquals(30_000, curve.total());
        for (int i = 0; i < 30_000; i++) {
            assertEquals(i * 2_000_000L, curve.dueNanos(i), 1);
        }
        assertEquals(Long.MAX_VALUE, curve.dueNanos(30_000));
        assertEquals(500, curve.rateAt(Duration.ofSeconds(3)));
        assertEquals(0, curve.rateAt(Duration.ofSeconds(60)));
    }

    /** N(t) = 5 t² up to 10 s, so arrival i is due at √(i / 5). */
    @Test
    void aRampFromZeroHasSquareRoots() {
        RateCurve curve = new RateCurve(List.of(step(100, 10_000)));
        assertEquals(500, curve.total());
        for (int i = 0; i < 500; i++) {
            assertEquals(Math.sqrt(i / 5.0) * 1e9, curve.dueNanos(i), 10, "arrival " + i);
        }
        assertEquals(50, curve.rateAt(Duration.ofSeconds(5)));
    }

    @Test
    void nothingIsDueWhileTheRateIsZero() {
        RateCurve curve =
                new RateCurve(List.of(step(0, 5_000), step(10, 0), step(10, 1_000), step(0, 0), step(0, 60_000)));
        assertEquals(10, curve.total());
        assertEquals(5_000_000_000L, curve.dueNanos(0));
        assertEquals(5_900_000_000L, curve.dueNanos(9), 1);
        assertEquals(Long.MAX_VALUE, curve.dueNanos(10));
    }

    @Test
    void twoArrivalsOnADayAreExactAfterThirtyDays() {
        RateCurve curve = RateCurve.constant(50_000, Duration.ofDays(30));
        long last = curve.total() - 1;
        assertEquals(50_000L * 30 * 24 * 3600, last + 1);
        assertEquals(30L * 24 * 3600 * 1_000_000_000L - 20_000, curve.dueNanos(last), 2_000);
    }

    @Test
    void dueTimesAndCountsAreTheInverseOfEachOther() {
        Random random = new Random(21);
        for (int run = 0; run < 300; run++) {
            List<Step> steps = new ArrayList<>();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                double rate = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 200;
                steps.add(step(rate, random.nextInt(3) == 0 ? 0 : random.nextInt(5_000)));
            }
            RateCurve curve = new RateCurve(steps);
            long before = 0;
            for (long i = 0; i < curve.total(); i++) {
                long due = curve.dueNanos(i);
                assertTrue(due >= before && due <= curve.length().toNanos() + 1, () -> curve + " at " + due);
                before = due;
                // Where the rate is close to zero a moment is known less exactly than the count.
                assertTrue(curve.dueBefore(Duration.ofNanos(Math.max(0, due - 10_000))) <= i + 1, curve::toString);
                assertTrue(curve.dueBefore(Duration.ofNanos(due + 10_000)) >= i, curve::toString);
            }
            assertEquals(Long.MAX_VALUE, curve.dueNanos(curve.total()), curve::toString);
        }
    }
}
