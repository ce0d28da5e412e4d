package dev.onrush.runner.loop;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;

/**
 * What an event loop knows of when a response came. Each turn of a loop asks the kernel what is readable, and then reads it. What is
 * read in a turn was not yet readable when the turn before asked, or it would have been read there; so it became readable after that
 * moment, however late this loop is: because it was busy, or its thread waited for a core, or its process was stopped. To be used on
 * the loop's own thread; all times are of {@link System#nanoTime}.
 *
 * <p>The limits: this holds for the last byte of a response that one turn reads (Netty reads up to 16 times a buffer of up to 64 KiB
 * in one), and where reading is not paused. What the kernel did before it called the socket readable is part of the network.
 */
public final class PollClock {
    private long before = System.nanoTime();
    private long asked = before;
    private boolean answered = true;

    /** A clock that stands still: nothing is known. */
    public static PollClock still() {
        return new PollClock();
    }

    /** The clock of a loop, which from now on is read often; one that knows nothing where the loop has none. */
    public static PollClock of(EventExecutor loop) {
        return loop instanceof ClockedLoop clocked ? clocked.clock() : still();
    }

    /** The same for the loop of an event-loop context. */
    public static PollClock of(Context context) {
        return of(((ContextInternal) context).nettyEventLoop());
    }

    /** A moment after which what is read now became readable. */
    public long readableAfter() {
        return before;
    }

    /** The loop is about to ask the kernel; what it reads from here on was not readable when it asked before. */
    void asks(long now) {
        if (answered) {
            before = asked;
        }
        asked = now;
        answered = false;
    }

    /**
     * What it asked for last was done.
     *
     * @param all whether the kernel was asked at all, and told of every connection; where it was not, nothing is known from it
     */
    void answered(boolean all) {
        answered = all;
    }
}
