package dev.onrush.runner.stats;

import java.util.concurrent.TimeUnit;

/**
 * The buckets of HdrHistogram with three significant digits from 1 ns to 1 h: 2,048 of width 1, then 1,024 for each further power of
 * two. The number of a value's bucket is the index that HdrHistogram counts it at.
 */
final class Buckets {
    /** Longer times are counted as this, in nanoseconds. */
    static final long HIGHEST = TimeUnit.HOURS.toNanos(1);

    /** How many buckets there are. */
    static final int COUNT = of(HIGHEST) + 1;

    private static final int HALF_BITS = 10;
    private static final int HALF = 1 << HALF_BITS;

    private Buckets() {}

    /** @param value zero or more */
    static int of(long value) {
        long within = Math.min(value, HIGHEST);
        int shift = Long.SIZE - HALF_BITS - 1 - Long.numberOfLeadingZeros(within | 2 * HALF - 1);
        return (shift << HALF_BITS) + (int) (within >>> shift);
    }

    /** The lowest value in a bucket. */
    static long lowest(int bucket) {
        int shift = shift(bucket);
        return (long) (bucket - (shift << HALF_BITS)) << shift;
    }

    /** The highest value in a bucket. */
    static long highest(int bucket) {
        return lowest(bucket) + (1L << shift(bucket)) - 1;
    }

    private static int shift(int bucket) {
        return Math.max(0, (bucket >>> HALF_BITS) - 1);
    }
}
