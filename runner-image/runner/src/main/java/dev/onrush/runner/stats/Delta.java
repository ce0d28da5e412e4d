package dev.onrush.runner.stats;

import java.util.List;
import java.util.SortedMap;

/**
 * What a worker measured since its delta before.
 *
 * @param firstName the number of the first of the names
 * @param names that the worker has not sent before, in the order of its numbers
 * @param samples by the worker's number of the request's name; only names that were requested
 * @param aborted requests that were given up in flight when the run stopped
 */
public record Delta(int firstName, List<RequestNames.Key> names, SortedMap<Integer, Samples> samples, long aborted) {
    /** Completed requests in this delta. */
    public long requests() {
        return samples.values().stream().mapToLong(Samples::requests).sum();
    }
}
