package dev.onrush.runner.stats;

import java.util.Random;

/** Samples for tests. */
final class SampleSets {
    private SampleSets() {}

    /** From nanoseconds to beyond the highest value that histograms tell apart. */
    static long nanos(Random random) {
        return random.nextLong(1L << 1 + random.nextInt(43));
    }

    static String error(Random random) {
        return random.nextInt(5) == 0 ? "status " + (500 + random.nextInt(5)) : null;
    }
}
