package dev.onrush.runner.stats;

import dev.onrush.runner.bus.ProtocolException;

/**
 * What is counted beside the samples of request names. Not thread-safe.
 */
public final class RunTotals {
    private static final long MOST = Long.MAX_VALUE / 4;

    private long aborted;

    /** Requests that were given up in flight when the run stopped. */
    public long aborted() {
        return aborted;
    }

    void abort() {
        aborted++;
    }

    void add(RunTotals other) {
        aborted += other.aborted;
    }

    void clear() {
        aborted = 0;
    }

    void writeTo(Bytes bytes) {
        bytes.number(aborted);
    }

    static RunTotals read(ByteReader in) throws ProtocolException {
        RunTotals totals = new RunTotals();
        totals.aborted = in.number(0, MOST, "aborted requests");
        return totals;
    }
}
