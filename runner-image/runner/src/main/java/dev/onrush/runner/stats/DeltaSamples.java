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

    /** Durations, with their buckets in the delta's bytes, which were checked. */
    record DeltaTimes(long count, long sum, long min, long max, byte[] bytes, int from, int to) {
        static final DeltaTimes NONE = new DeltaTimes(0, 0, Long.MAX_VALUE, 0, new byte[0], 0, 0);

        void addTo(Times times) {
            if (count > 0) {
                times.note(sum, min, max);
                times.counts().addAll(bytes, from, to, count);
            }
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
