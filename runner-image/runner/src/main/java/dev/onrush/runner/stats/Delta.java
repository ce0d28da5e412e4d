package dev.onrush.runner.stats;

import java.util.SortedMap;

/**
 * What a worker measured since its delta before.
 *
 * @param samples by the number of the request's name; only names that were requested
 * @param aborted requests that were given up in flight when the run stopped
 */
public record Delta(SortedMap<Integer, Samples> samples, long aborted) {
    /** Completed requests in this delta. */
    public long requests() {
        return samples.values().stream().mapToLong(Samples::requests).sum();
    }
}
