package dev.onrush.runner.stats;

import java.util.List;
import java.util.Map;

/**
 * One request name's part of a delta.
 *
 * @param name the worker's number
 * @param times in the order of {@link Samples#all}
 * @param errors how often by kind; together as often as requests failed
 */
record DeltaSamples(
        int name, long requests, List<DeltaTimes> times, long contentBytes, long failures, Map<String, Long> errors) {

    /** Durations, with their buckets in arrays that the reader of the delta uses again for the next. */
    record DeltaTimes(long sum, long min, long max, int[] buckets, long[] counts, int from, int to) {
        void addTo(Times times) {
            if (from == to) {
                return;
            }
            times.note(sum, min, max);
            times.counts().addAll(buckets, counts, from, to);
        }
    }

    void addTo(Samples samples) {
        List<Times> into = samples.all();
        for (int i = 0; i < into.size(); i++) {
            times.get(i).addTo(into.get(i));
        }
        samples.received(contentBytes);
        samples.failed(failures);
        errors.forEach(samples::count);
    }
}
