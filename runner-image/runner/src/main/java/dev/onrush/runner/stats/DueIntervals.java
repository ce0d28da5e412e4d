package dev.onrush.runner.stats;

import java.util.function.Consumer;

/** What a worker counts by the interval in which a request was due. Times are of {@link System#nanoTime}. Not thread-safe. */
final class DueIntervals {
    private final Intervals fresh = new Intervals();
    private final Intervals cut = new Intervals();
    private long origin;
    private boolean running;
    private long watermark;

    /** The run's clock starts, or has started, then. The first time counts; nothing is counted before. */
    void begin(long at) {
        if (!running) {
            running = true;
            origin = at;
        }
    }

    void record(long due, long nanos, boolean failed) {
        if (running) {
            at(due).record(Math.max(1, nanos), failed);
        }
    }

    void unfinished(long due) {
        if (running) {
            at(due).unfinished(1);
        }
    }

    /** What was said to be over is over: a request of which nobody knew counts in the first interval that is still open. */
    private Interval at(long due) {
        return fresh.at(Math.max(watermark, due - origin));
    }

    /** @param oldest nothing that is yet to be counted was due before */
    void cut(Bytes bytes, long oldest, Consumer<Times> times) {
        if (running) {
            watermark = Math.max(watermark, oldest - origin);
        }
        IntervalsWriter.write(bytes, watermark, fresh, times);
        fresh.moveTo(cut);
        cut.pack(watermark);
    }

    void everythingCut(Bytes bytes, Consumer<Times> times) {
        IntervalsWriter.write(bytes, watermark, cut, times);
    }

    void forgetCut() {
        cut.clear();
    }
}
