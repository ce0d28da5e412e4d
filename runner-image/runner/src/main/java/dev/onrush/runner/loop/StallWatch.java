package dev.onrush.runner.loop;

import dev.onrush.runner.platform.Safepoint;
import dev.onrush.runner.platform.SchedulingPolicy;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Frees a loop from waiting for a compiler without leaving it the core. HotSpot takes a method's old code away in two steps, first so that whoever calls it comes to ask what
 * to call instead, then so that the answer is another one ({@code nmethod::make_not_entrant}). A compiler that is interrupted between the two, and that has only what others leave of the core, does not go on as long
 * as the loop asks again and again: more than a second. At a safepoint the loop waits for the compiler and sleeps.
 */
final class StallWatch implements AutoCloseable {
    /** No turn of a loop that sleeps for a millisecond at most takes so long unless something is wrong, or it has very much to do. */
    private static final long LOOK = 5_000_000;

    private final LongSupplier turns;
    private final Runnable remedy;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("stall-watch").unstarted(this::watch);
    private volatile boolean over;

    private StallWatch(LongSupplier turns, Runnable remedy) {
        this.turns = turns;
        this.remedy = remedy;
    }

    /** @param turns how many the loop has begun; asked on another thread */
    static StallWatch over(LongSupplier turns) {
        return over(turns, Safepoint::reach);
    }

    static StallWatch over(LongSupplier turns, Runnable remedy) {
        StallWatch watch = new StallWatch(turns, remedy);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        // Did it interrupt the loop, the kernel might give the core to a compiler afterwards. Beside a loop that never
        // sleeps it has its turn at a tick.
        SchedulingPolicy.IDLE.ofThisThread();
        long seen = turns.getAsLong();
        while (!over) {
            LockSupport.parkNanos(LOOK);
            long now = turns.getAsLong();
            if (now == seen && !over) {
                remedy.run();
            }
            seen = now;
        }
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
    }
}
