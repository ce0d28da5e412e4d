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
        assertEquals(0, samples.response().mean());
        assertEquals(0, samples.response().percentile(99));
        assertEquals(0, samples.response().max());
    }

    @Test
    void aPercentileIsNeverAboveTheExactMaximum() {
        Random random = new Random(11);
        for (int run = 0; run < 20; run++) {
            Samples samples = new Samples();
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                samples.record(SampleSets.nanos(random), null);
                for (double percentile : new double[] {0.1, 50, 95, 99.9, 100}) {
                    assertTrue(samples.response().percentile(percentile)
                            <= samples.response().max());
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
            assertEquals(expected, samples.response().percentile(percentile), expected * 0.001, "p" + percentile);
        }
        assertEquals(
                Arrays.stream(exact).average().orElseThrow(), samples.response().mean(), 1e-3);
    }

    @Test
    void whatTakesLongerThanAnHourKeepsItsExactMaximum() {
        Samples samples = new Samples();
        samples.record(3 * Samples.HIGHEST, null);
        samples.record(-5, null);
        assertEquals(3 * Samples.HIGHEST, samples.response().max());
        assertEquals(1, samples.response().min());
        assertEquals(3 * Samples.HIGHEST, samples.response().percentile(100));
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

    @Test
    void aRankIsDecimal() {
        assertEquals(999, Times.rank(99.9, 1_000));
        assertEquals(1_000, Times.rank(99.91, 1_000));
        assertEquals(1_000, Times.rank(100, 1_000));
        assertEquals(1, Times.rank(0.001, 10));
        assertEquals(29, Times.rank(29, 100));
        assertEquals(57, Times.rank(57, 100));
    }

    @Test
    void theTruthLiesBetweenTheBoundsOfEveryPercentile() {
        Random random = new Random(14);
        for (int run = 0; run < 200; run++) {
            Samples samples = new Samples();
            long[] truth = new long[1 + random.nextInt(300)];
            int finished = 0;
            for (int i = 0; i < truth.length; i++) {
                truth[i] = (long) (Math.exp(random.nextGaussian()) * 1e6);
                long before = random.nextLong(truth[i] + 1);
                if (random.nextInt(20) == 0) {
                    samples.unfinished(before);
                } else {
                    finished++;
                    long after = random.nextLong(2_000_000);
                    samples.record(truth[i] + after, before, truth[i] + after, before, null);
                }
            }
            Arrays.sort(truth);
            Bracket bracket = samples.responseBracket();
            assertEquals(truth.length, bracket.count());
            for (double percentile : new double[] {0.1, 1, 25, 50, 90, 95, 99, 99.9, 100}) {
                long exact = truth[(int) Times.rank(percentile, truth.length) - 1];
                Bounds bounds = bracket.percentile(percentile);
                assertTrue(bounds.atLeast() <= exact && exact <= bounds.atMost(), percentile + ": " + bounds);
            }
            double mean = Arrays.stream(truth).average().orElseThrow();
            assertTrue(
                    bracket.mean().atLeast() <= mean && mean <= bracket.mean().atMost());
            assertTrue(bracket.min().atLeast() <= truth[0]
                    && truth[0] <= bracket.min().atMost());
            assertEquals(finished == truth.length, bracket.max().isKnown());
        }
    }
}
