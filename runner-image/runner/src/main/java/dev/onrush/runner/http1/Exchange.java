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
    private long written;
    private boolean late;
    private long heldSince;

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

    /** When the kernel had taken all of the request, of {@link System#nanoTime}; 0 when that is not known. */
    public final long written() {
        return written;
    }

    /**
     * How much of the time between the call that sent the request and {@link #written}, or now where that is not known, this
     * generator may have added in nanoseconds: its connection may have stood unnoticed. 0 where the call itself wrote it.
     */
    public final long held(long now) {
        return late ? Math.max(0, (written == 0 ? now : written) - heldSince) : 0;
    }

    final void begin() {
        inFlight = true;
        sent = 0;
        written = 0;
        late = false;
    }

    final void givenToConnection() {
        sent = System.nanoTime();
    }

    /** It is not the call that sends it which writes it. @param since since when only this generator may have kept it */
    final void late(long since) {
        late = true;
        heldSince = since;
    }

    /** The kernel took the last byte. */
    final void takenByKernel() {
        written = System.nanoTime();
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
