package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void withoutASampleEverythingIsNothing() {
        Samples samples = new Samples();
        assertEquals(0, samples.requests());
        assertEquals(0, samples.mean());
        assertEquals(0, samples.percentile(99));
        assertEquals(0, samples.max());
    }

    @Test
    void aPercentileIsNeverAboveTheExactMaximum() {
        Random random = new Random(11);
        for (int run = 0; run < 20; run++) {
            Samples samples = new Samples();
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                samples.record(SampleSets.nanos(random), null);
                for (double percentile : new double[] {0.1, 50, 95, 99.9, 100}) {
                    assertTrue(samples.percentile(percentile) <= samples.max());
                }
            }
        }
    }

    @Test
    void aPercentileIsWithinATenthOfAPercentOfTheExactOne() {
        Random random = new Random(12);
        Samples samples = new Samples();
        long[] exact = new long[20_000];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = 1 + (long) (Math.exp(random.nextGaussian()) * 5e6);
            samples.record(exact[i], null);
        }
        Arrays.sort(exact);
        for (double percentile : new double[] {1, 50, 90, 95, 99, 99.9, 100}) {
            long expected = exact[(int) Math.ceil(percentile * exact.length / 100) - 1];
            assertEquals(expected, samples.percentile(percentile), expected * 0.001, "p" + percentile);
        }
        assertEquals(Arrays.stream(exact).average().orElseThrow(), samples.mean(), 1e-3);
    }

    @Test
    void whatTakesLongerThanAnHourKeepsItsExactMaximum() {
        Samples samples = new Samples();
        samples.record(3 * Samples.HIGHEST, null);
        samples.record(-5, null);
        assertEquals(3 * Samples.HIGHEST, samples.max());
        assertEquals(1, samples.min());
        assertEquals(Samples.HIGHEST, samples.percentile(100), Samples.HIGHEST * 0.001);
    }

    @Test
    void kindsOfFailureAreBoundedAndNoneIsLost() {
        Samples samples = new Samples();
        for (int i = 0; i < 1_000; i++) {
            samples.record(1, "error " + i);
        }
        Samples more = new Samples();
        more.record(1, "yet another");
        samples.add(more);
        assertTrue(samples.errors().size() <= 51, () -> samples.errors().size() + " kinds");
        assertEquals(1_001, samples.failures());
        assertEquals(
                1_001,
                samples.errors().values().stream().mapToLong(Long::longValue).sum());
        assertEquals(1L, samples.errors().get("error 0"));
    }
}
