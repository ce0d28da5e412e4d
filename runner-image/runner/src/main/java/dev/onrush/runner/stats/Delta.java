package dev.onrush.runner.stats;

import java.util.List;

/**
 * What a worker measured since its delta before, as {@link DeltaReader} read and checked it.
 *
 * @param totals beside the samples
 * @param firstName the number of the first of the names
 * @param names that the worker has not sent before, in the order of its numbers
 * @param samples by request name
 * @param intervals the same requests by when they were due
 */
public record Delta(
        DeltaTotals totals,
        int firstName,
        List<RequestNames.Key> names,
        List<DeltaSamples> samples,
        DeltaIntervals intervals) {
    /** Completed requests in this delta. */
    public long requests() {
        return samples.stream().mapToLong(DeltaSamples::requests).sum();
    }

    /** Requests in this delta that were given up in flight. */
    public long aborted() {
        return totals.aborted();
    }
}
