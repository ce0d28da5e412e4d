package dev.onrush.runner.platform;

/**
 * How long the kernel lets a thread run before another one has its turn. Since Linux 6.12 a thread may ask for a shorter slice than
 * others; it gets no more CPU by that, and gets it sooner: when it wakes up, one with a longer slice is interrupted for it. So the exchange with the
 * master, which shares a core with the load, holds it up for less than a tick. Needs no privilege.
 */
public final class TimeSlice {
    /**
     * Below what the kernel gives to a thread that asks for nothing, 1.4 ms on a machine of two cores and more on larger ones (0.7 ms on one of a single core, where this is of no use). And well
     * above the time for which a loop is awake without a nap: who has used up his slice when the kernel's tick comes loses the core to whoever waits, though it were a
     * thread that is to have only what others leave, for as long as until the next tick.
     */
    private static final long SHORT_NANOS = 1_000_000;

    /** Above what the kernel gives to a thread that asks for nothing, on a machine of any size. */
    private static final long LONG_NANOS = 10_000_000;

    private TimeSlice() {}

    /**
     * Asks for a short slice for the calling thread, and not for those that it starts; false where there is no such thing, and all stays as it was.
     */
    public static boolean shorten() {
        return SchedulerAttributes.slice(SchedulerAttributes.THIS_THREAD, SHORT_NANOS);
    }

    /** Asks for a long one: who has a shorter one interrupts the calling thread when he wakes up, though it has only begun. */
    public static boolean lengthen() {
        return SchedulerAttributes.slice(SchedulerAttributes.THIS_THREAD, LONG_NANOS);
    }
}
