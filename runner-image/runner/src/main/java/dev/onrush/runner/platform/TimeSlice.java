package dev.onrush.runner.platform;

/**
 * How long the kernel lets a thread run before another one has its turn. Since Linux 6.12 a thread may ask for a shorter slice than
 * others; it gets no more CPU by that, and gets it sooner: when it wakes up, one with a longer slice is interrupted for it. So a compiler or
 * the exchange with the master, which share a core with the load, hold it up for less than a tick. Needs no privilege.
 */
public final class TimeSlice {
    /** The least that the kernel grants. */
    private static final long SHORTEST_NANOS = 100_000;

    private TimeSlice() {}

    /** Asks for the shortest slice for the calling thread; false where there is no such thing, and all stays as it was. */
    public static boolean shortest() {
        return SchedulerAttributes.slice(SchedulerAttributes.THIS_THREAD, SHORTEST_NANOS);
    }
}
