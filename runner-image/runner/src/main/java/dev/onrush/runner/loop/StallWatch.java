package dev.onrush.runner.loop;

import dev.onrush.runner.platform.Safepoint;
import dev.onrush.runner.platform.SchedulingPolicy;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Frees a loop from waiting for a compiler without leaving it the core. HotSpot takes a method's old code away in two steps, first so that whoever calls it comes to ask what
 * to call instead, then so that the answer is another one ({@code nmethod::make_not_entrant}). A compiler that is interrupted between the two, and that has only what others leave of the core, does not go on as long
 * as the loop asks again and again: more than a second. At a safepoint the loop waits for the compiler and sleeps.
 *
 * <p>Two threads: one looks, and has only what others leave, too, or it would disturb the loop 200 times a second. A microsecond of it can so take a third of a millisecond, and what is to be
 * done about a stall is a good many. That does another one, which has the core at one of the kernel's next ticks as everybody has, and otherwise sleeps.
 */
final class StallWatch implements AutoCloseable {
    /** No turn of a loop that sleeps for a millisecond at most takes so long unless something is wrong, or it has very much to do. */
    private static final long LOOK = 5_000_000;

    private final LongSupplier turns;
    private final Runnable remedy;
    private final Thread watch =
            Thread.ofPlatform().daemon().name("stall-watch").unstarted(this::watch);
    private final Thread relief =
            Thread.ofPlatform().daemon().name("stall-relief").unstarted(this::relieve);
    private volatile boolean stalled;
    private volatile boolean over;

    private StallWatch(LongSupplier turns, Runnable remedy) {
        this.turns = turns;
        this.remedy = remedy;
    }

    /** @param turns how many the loop has begun; asked on another thread */
    static StallWatch over(LongSupplier turns) {
        // Done once here, so that what it needs is loaded by the time it is needed.
        Safepoint.reach();
        return over(turns, Safepoint::reach);
    }

    static StallWatch over(LongSupplier turns, Runnable remedy) {
        StallWatch watch = new StallWatch(turns, remedy);
        watch.relief.start();
        watch.watch.start();
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
            if (now == seen) {
                stalled = true;
                LockSupport.unpark(relief);
            }
            seen = now;
        }
    }

    private void relieve() {
        while (!over) {
            LockSupport.park(this);
            if (stalled && !over) {
                stalled = false;
                remedy.run();
            }
        }
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(watch);
        LockSupport.unpark(relief);
    }
}
