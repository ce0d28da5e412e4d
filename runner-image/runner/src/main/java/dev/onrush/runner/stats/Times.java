package dev.onrush.runner.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Durations in nanoseconds: a histogram with three significant digits from 1 ns to 1 h, and beside it the exact count, sum, minimum and
 * maximum. Not thread-safe.
 */
public final class Times {
    private final Counts counts = new Counts();
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;

    /** @param nanos less than zero counts as zero, more than an hour as just that in the histogram, and as it is beside it */
    public void record(long nanos) {
        long positive = Math.max(0, nanos);
        counts.add(Buckets.of(positive), 1);
        note(positive, positive, positive);
    }

    /** Adds all durations of another set. */
    public void add(Times other) {
        counts.addAll(other.counts);
        note(other.sum, other.min, other.max);
    }

    void note(long moreSum, long otherMin, long otherMax) {
        // More than 292 years in all.
        sum = sum + moreSum < 0 ? Long.MAX_VALUE : sum + moreSum;
        min = Math.min(min, otherMin);
        max = Math.max(max, otherMax);
    }

    void clear() {
        counts.clear();
        sum = 0;
        min = Long.MAX_VALUE;
        max = 0;
    }

    Counts counts() {
        return counts;
    }

    public long count() {
        return counts.total();
    }

    /** Sum of all durations. */
    public long sum() {
        return sum;
    }

    /** The shortest; {@link Long#MAX_VALUE} without one. */
    public long min() {
        return min;
    }

    /** The longest; 0 without one. */
    public long max() {
        return max;
    }

    /** The average; 0 without one. */
    public double mean() {
        return count() == 0 ? 0 : (double) sum / count();
    }

    /**
     * The duration that this percentage of them does not exceed, by nearest rank: the highest value of the bucket, and never more
     * than the exact maximum; 0 without one.
     *
     * @param percentile above 0, at most 100
     */
    public long percentile(double percentile) {
        return count() == 0 ? 0 : atMost(rank(percentile, count()));
    }

    /** No less than the n-th shortest duration. */
    long atMost(long rank) {
        int bucket = counts.bucketAt(rank);
        // The last bucket has no end.
        return rank == count() || bucket == Buckets.COUNT - 1 ? max : Math.min(max, Buckets.highest(bucket));
    }

    /** No more than the n-th shortest duration. */
    long atLeast(long rank) {
        return rank == 1 ? min : Math.max(min, Buckets.lowest(counts.bucketAt(rank)));
    }

    /** Nearest rank, in decimal: 99.9 % of 1,000 is the 999th, and not the 1,000th for want of a binary 99.9. */
    static long rank(double percentile, long count) {
        return Math.max(
                1,
                BigDecimal.valueOf(percentile)
                        .multiply(BigDecimal.valueOf(count))
                        .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                        .longValueExact());
    }
}
