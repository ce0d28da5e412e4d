package dev.onrush.runner.stats;

/** What is counted beside the samples of request names. Not thread-safe. */
public final class RunTotals {
    private final Times dropped = new Times();
    private final Times startDelay = new Times();
    private long aborted;

    /** Requests that were given up in flight when the run stopped. */
    public long aborted() {
        return aborted;
    }

    /** How long arrivals waited that never started. */
    public Times dropped() {
        return dropped;
    }

    /** How late the generator itself was, of each arrival that started. */
    public Times startDelay() {
        return startDelay;
    }

    void abort(long times) {
        aborted += times;
    }

    void add(RunTotals other) {
        aborted += other.aborted;
        dropped.add(other.dropped);
        startDelay.add(other.startDelay);
    }

    void clear() {
        aborted = 0;
        dropped.clear();
        startDelay.clear();
    }
}
