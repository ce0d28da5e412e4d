package dev.onrush.runner.stats;

/** Tells a worker in which interval a request was due. Times are of {@link System#nanoTime}. Not thread-safe. */
final class DueIntervals {
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

    void record(Intervals into, long due, long nanos, boolean failed) {
        if (running) {
            at(into, due).record(Math.max(1, nanos), failed);
        }
    }

    void unfinished(Intervals into, long due) {
        if (running) {
            at(into, due).unfinished(1);
        }
    }

    /** What was said to be over is over: a request of which nobody knew counts in the first interval that is still open. */
    private Interval at(Intervals into, long due) {
        return into.at(Math.max(watermark, due - origin));
    }

    /**
     * How far the run has come, by its own clock.
     *
     * @param oldest nothing that is yet to be counted was due before
     */
    long advance(long oldest) {
        if (running) {
            watermark = Math.max(watermark, oldest - origin);
        }
        return watermark;
    }
}
