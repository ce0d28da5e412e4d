package dev.onrush.runner.stats;

/**
 * The same as {@link Times} in as little room as its occupied buckets take, for what hardly ever changes any more.
 *
 * @param buckets in ascending order
 * @param counts how often each was met
 */
record PackedTimes(long count, long sum, long min, long max, char[] buckets, long[] counts) {
    static PackedTimes of(Times times) {
        int occupied = times.counts().occupied();
        char[] buckets = new char[occupied];
        long[] counts = new long[occupied];
        int[] at = {0};
        times.counts().forEach((bucket, count) -> {
            buckets[at[0]] = (char) bucket;
            counts[at[0]++] = count;
        });
        return new PackedTimes(times.count(), times.sum(), times.min(), times.max(), buckets, counts);
    }

    void addTo(Times times) {
        for (int i = 0; i < buckets.length; i++) {
            times.counts().add(buckets[i], counts[i]);
        }
        times.note(sum, min, max);
    }

    /** As {@link Times#atMost}. */
    long atMost(long rank) {
        long left = rank;
        int i = -1;
        while (left > 0) {
            left -= counts[++i];
        }
        return rank == count || buckets[i] == Buckets.COUNT - 1 ? max : Math.min(max, Buckets.highest(buckets[i]));
    }
}
