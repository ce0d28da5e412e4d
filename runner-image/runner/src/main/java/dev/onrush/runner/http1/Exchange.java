package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;

/**
 * One party's requests, one at a time, each with its deadline. It ends with exactly one call of {@link #answered} or {@link #failed},
 * unless it is cancelled.
 */
public abstract class Exchange extends Deadline {
    /** Where its connections are, by the origin's number; null while it has none. */
    Connection[] connections;
    /** The connection that carries the request; null while it waits for one. */
    Connection carrier;
    /** What is to be sent; null once it was written. */
    Pending pending;

    /** Null while none was set. */
    Cookies cookies;

    private boolean inFlight;
    private long sent;

    /**
     * The answer is whole.
     *
     * @param answer valid until this returns
     * @param now when its last byte was in, of {@link System#nanoTime}
     */
    protected abstract void answered(ResponseParser answer, long now);

    /** There is no whole answer, and nothing is tried again. */
    protected abstract void failed(Failure failure, long now);

    /** A time that was set for something other than a request has come. */
    protected abstract void wakened(long now);

    /** True from when a request is sent until it ended. */
    public final boolean isInFlight() {
        return inFlight;
    }

    @Override
    protected final void due(long now) {
        if (inFlight) {
            end();
            failed(Failure.TIMEOUT, now);
        } else {
            wakened(now);
        }
    }

    /** When the request was given to a connection that stood, of {@link System#nanoTime}; 0 when it was not. */
    public final long sent() {
        return sent;
    }

    final void begin() {
        inFlight = true;
        sent = 0;
    }

    final void written() {
        sent = System.nanoTime();
    }

    /** Whatever carried the request does so no more. */
    final void end() {
        inFlight = false;
        if (pending != null && pending.line != null) {
            pending.line.leaves(pending);
        }
        pending = null;
        Connection carried = carrier;
        carrier = null;
        if (carried != null) {
            carried.abandon(this);
        }
    }
}
