package dev.onrush.runner.http;

import dev.onrush.runner.loop.PollClock;
import java.util.function.LongSupplier;

/**
 * When a user's last request was written, and how long only this generator may have kept it: what is taken off the lower end of its response
 * time. All times are of {@link System#nanoTime}; used on the loop.
 */
final class SendTimes {
    private final LongSupplier readableAfter;
    private final LongSupplier clock;
    private boolean handing;
    private long since;
    private long written;
    private long last;
    private long held;
    private long heldSince;

    SendTimes(PollClock poll) {
        this(poll::readableAfter, System::nanoTime);
    }

    SendTimes(LongSupplier readableAfter, LongSupplier clock) {
        this.readableAfter = readableAfter;
        this.clock = clock;
    }

    /** The next request is on its way to the client. */
    void handing() {
        handing = true;
        since = 0;
        written = 0;
        last = 0;
        held = 0;
        heldSince = 0;
    }

    /** The client has it; where it is not written yet it waits for a connection. */
    void handed() {
        handing = false;
        since = clock.getAsLong();
    }

    /**
     * It was written to its connection.
     *
     * @param reused whether the connection was there before: the steps of opening one are not told apart, so that all of it may have been
     *     this generator's
     */
    void written(boolean reused) {
        long now = clock.getAsLong();
        written = now;
        last = now;
        if (!handing) {
            held += now - (reused ? Math.max(since, readableAfter.getAsLong()) : since);
        }
    }

    /** An answer that leads elsewhere came; the request for that is still to be written. */
    void redirected() {
        handing = false;
        since = readableAfter.getAsLong();
    }

    /** That request was written. */
    void writtenAgain() {
        last = clock.getAsLong();
        heldSince += last - since;
    }

    /** When the last request was written, or the one that it led to. */
    long last() {
        return last;
    }

    /** What was written at a time is with the kernel now, and not earlier than that: a connection that reads first writes afterwards. */
    void flushed(long writtenAt) {
        if (writtenAt == last) {
            heldSince += clock.getAsLong() - writtenAt;
        }
    }

    /** When it was written, and later by how long it was kept since, on its way to the kernel or between an answer that led elsewhere and the request there; 0 when it was never written. */
    long written() {
        return written == 0 ? 0 : written + heldSince;
    }

    /** For how long it was kept, before it was written and since; in nanoseconds. */
    long held() {
        return held + heldSince;
    }
}
