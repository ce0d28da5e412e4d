package dev.onrush.runner.bus;

/**
 * How far a worker's clock is ahead of its master's. An answer that has the master's clock in it was written after its question was sent, and before
 * it came: so the offset is between two numbers, however long either way took. What several answers leave between them is narrower than
 * each; it widens as they age, since no two clocks run at quite the same speed. Times are in nanoseconds, of {@link System#nanoTime} where they
 * are the worker's; no clock is read.
 */
public final class ClockOffset {
    /** By how much two clocks may drift apart in a time: ten thousandths of it, several times as much as quartz does. */
    private static final long DRIFT = 10_000;

    /** The master's clock is told in whole microseconds. */
    private static final long FRACTION = 1_000;

    private long lowest;
    private long highest;
    private long asOf;
    private boolean known;

    /**
     * An answer has come.
     *
     * @param sent when the question was sent, on the worker's clock
     * @param micros what the master's clock was between the two
     * @param received when the answer came, on the worker's clock; not before the answer that was heard last
     */
    public void heard(long sent, long micros, long received) {
        long low = sent - MasterClock.nanos(micros) - FRACTION;
        long high = received - MasterClock.nanos(micros);
        if (known) {
            long drift = drift(received);
            lowest = Math.max(low, lowest - drift);
            highest = Math.min(high, highest + drift);
        }
        if (!known || lowest > highest) {
            // One of the two stood still for a while, as when its machine was moved: what was known is not so any more.
            lowest = low;
            highest = high;
        }
        asOf = received;
        known = true;
    }

    /** Whether anything was heard. */
    public boolean isKnown() {
        return known;
    }

    /** A moment on the master's clock in microseconds, on the worker's: in the middle of where it may be. */
    public long local(long micros) {
        return MasterClock.nanos(micros) + lowest + (highest - lowest) / 2;
    }

    /** By how much {@link #local} may be wrong to either side at a time. */
    public long bound(long now) {
        return (highest - lowest + 1) / 2 + drift(now);
    }

    private long drift(long now) {
        return Math.max(0, now - asOf) / DRIFT;
    }
}
