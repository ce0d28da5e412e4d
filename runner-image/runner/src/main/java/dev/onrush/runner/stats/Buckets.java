package dev.onrush.runner.stats;

import java.util.concurrent.TimeUnit;

/**
 * The buckets of HdrHistogram with three significant digits from 1 ns to 1 h: 2,048 of width 1, then 1,024 for each further power of
 * two; and a last one, without an end, for whatever is longer. The number of a value's bucket is the index that HdrHistogram counts it
 * at.
 */
final class Buckets {
    /** The longest time that is told apart from others, in nanoseconds. */
    static final long HIGHEST = TimeUnit.HOURS.toNanos(1);

    private static final int HALF_BITS = 10;
    private static final int HALF = 1 << HALF_BITS;

    /** Longer times are counted as this: the next bucket's lowest, so that none of them is in a bucket with one that is in range. */
    private static final long BEYOND = highest(unlimited(HIGHEST)) + 1;

    /** How many buckets there are. */
    static final int COUNT = unlimited(BEYOND) + 1;

    private Buckets() {}

    /** @param value zero or more */
    static int of(long value) {
        return unlimited(Math.min(value, BEYOND));
    }

    private static int unlimited(long value) {
        int shift = Long.SIZE - HALF_BITS - 1 - Long.numberOfLeadingZeros(value | 2 * HALF - 1);
        return (shift << HALF_BITS) + (int) (value >>> shift);
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
