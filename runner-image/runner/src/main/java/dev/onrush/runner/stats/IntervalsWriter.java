package dev.onrush.runner.stats;

import java.util.function.Consumer;

/** Writes the part of a delta that is about intervals; {@link IntervalsReader} reads it. */
final class IntervalsWriter {
    private IntervalsWriter() {}

    /**
     * @param watermark of the run's clock
     * @param times writes durations
     */
    static void write(Bytes bytes, long watermark, Intervals intervals, Consumer<Times> times) {
        bytes.number(watermark);
        bytes.number(intervals.shift());
        int size = intervals.size();
        int present = 0;
        for (int i = 0; i < size; i++) {
            present += isPresent(intervals, i) ? 1 : 0;
        }
        bytes.number(present);
        int before = -1;
        for (int i = 0; i < size; i++) {
            if (isPresent(intervals, i)) {
                bytes.number(i - before);
                before = i;
                Interval interval = intervals.get(i);
                bytes.number(interval.requests());
                bytes.number(interval.failures());
                bytes.number(interval.unfinished());
                boolean packed = interval.isPacked();
                times.accept(interval.open());
                if (packed) {
                    interval.pack();
                }
            }
        }
    }

    private static boolean isPresent(Intervals intervals, int number) {
        return intervals.get(number) != null && !intervals.get(number).isEmpty();
    }
}
