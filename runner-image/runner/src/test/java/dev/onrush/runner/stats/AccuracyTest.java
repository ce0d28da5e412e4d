package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.Payload;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the master has of random times on random workers, against the sorted times themselves. */
class AccuracyTest {
    private static final double[] PERCENTILES = {0.001, 0.1, 1, 5, 25, 29, 50, 57, 75, 90, 95, 99, 99.9, 99.99, 100};
    private static final int RUNS = 25;
    private static final int MOST_SAMPLES = 4_000;
    private static final long HOUR = 3_600_000_000_000L;

    /** How times are spread. */
    enum Spread {
        ANY_LENGTH(random -> 1 + random.nextLong(1L << 1 + random.nextInt(41))),
        USUAL(random -> 1 + (long) (Math.exp(random.nextGaussian()) * 5e6)),
        ALL_EQUAL(_ -> 123_456_789),
        ONE_NANOSECOND(_ -> 1),
        POWERS_OF_TWO(random -> 1L << random.nextInt(42)),
        BESIDE_POWERS_OF_TWO(random -> Math.max(1, (1L << random.nextInt(42)) + random.nextInt(3) - 1)),
        TWO_HUMPS(
                random -> random.nextInt(100) < 95 ? 900_000 + random.nextInt(200_000) : HOUR - random.nextInt(1_000)),
        UP_TO_AN_HOUR(random -> HOUR - random.nextInt(3)),
        AROUND_AN_HOUR(
                random -> HOUR + (random.nextBoolean() ? random.nextLong(HOUR) : -random.nextLong(HOUR / 1_000))),
        BEYOND_AN_HOUR(
                random -> random.nextInt(10) == 0 ? HOUR + random.nextLong(10 * HOUR) : 1 + random.nextLong(HOUR));

        private final ToLongFunction<Random> draw;

        Spread(ToLongFunction<Random> draw) {
            this.draw = draw;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWorkersReportIsWhatTheyMeasured(Spread spread) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            long seed = new Random().nextLong();
            try {
                check(spread, new Random(seed));
            } catch (AssertionError e) {
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void check(Spread spread, Random random) throws Exception {
        long[] exact = new long[1 + random.nextInt(MOST_SAMPLES)];
        Arrays.setAll(exact, _ -> spread.draw.applyAsLong(random));
        Samples together = new Samples();
        Arrays.stream(exact).forEach(nanos -> together.record(nanos, null));
        Times merged = merged(exact, random).response();
        Arrays.sort(exact);
        assertEquals(exact.length, merged.count());
        assertEquals(Arrays.stream(exact).sum(), merged.sum());
        assertEquals(exact[0], merged.min());
        assertEquals(exact[exact.length - 1], merged.max());
        for (double percentile : PERCENTILES) {
            long found = merged.percentile(percentile);
            assertEquals(together.response().percentile(percentile), found, "merged p" + percentile);
            long expected = exact[nearestRank(percentile, exact.length) - 1];
            if (expected <= HOUR) {
                assertTrue(
                        found >= expected && found - expected <= expected / 1_000,
                        "p" + percentile + " is " + expected + ", found " + found);
            } else {
                // Longer times are not told apart, and no less is said than is true.
                assertTrue(found >= expected && found <= merged.max(), "p" + percentile + " is " + expected);
            }
        }
    }

    /** The same times on some workers, each of which reports now and then. */
    private static Samples merged(long[] times, Random random) throws Exception {
        RunStatistics master = new RunStatistics();
        RequestNames names = new RequestNames();
        int workers = 1 + random.nextInt(8);
        Recorder[] recorders = new Recorder[workers];
        Cutter[] cutters = new Cutter[workers];
        WorkerNames[] known = new WorkerNames[workers];
        for (int i = 0; i < workers; i++) {
            RequestNames own = new RequestNames();
            own.indexOf("GET", "/");
            recorders[i] = new Recorder(own);
            cutters[i] = new Cutter(recorders[i]);
            known[i] = new WorkerNames(names);
        }
        for (long time : times) {
            int worker = random.nextInt(workers);
            long due = random.nextLong();
            recorders[worker].record(0, due, due, due, due + time, due + time, 0, null);
            if (random.nextInt(500) == 0) {
                report(cutters[worker], known[worker], master);
            }
        }
        for (int i = 0; i < workers; i++) {
            report(cutters[i], known[i], master);
        }
        return master.of(0);
    }

    private static void report(Cutter cutter, WorkerNames worker, RunStatistics master) throws Exception {
        master.add(new DeltaReader().read(Payload.of(cutter.cut(System.nanoTime())), worker), worker, 0);
    }

    /** By whole numbers of thousandths of a percent, apart from how the program does it. */
    private static int nearestRank(double percentile, int count) {
        long thousandths = Math.round(percentile * 1_000);
        return (int) Math.max(1, (thousandths * count + 99_999) / 100_000);
    }
}
