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
    private long held;

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
        held = 0;
    }

    /** The client has it; where it is not written yet it waits for a connection. */
    void handed() {
        handing = false;
        since = clock.getAsLong();
    }

    /**
     * It was written.
     *
     * @param reused whether the connection was there before: the steps of opening one are not told apart, so that all of it may have been
     *     this generator's
     */
    void written(boolean reused) {
        long now = clock.getAsLong();
        written = now;
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
        held += clock.getAsLong() - since;
    }

    /** 0 when it was never written. */
    long written() {
        return written;
    }

    /** In nanoseconds. */
    long held() {
        return held;
    }
}
