package dev.onrush.runner.bus;

import java.util.concurrent.TimeUnit;

/**
 * The master's clock as messages tell it: microseconds of its monotonic clock, which nobody sets and which begins anywhere. A worker finds out
 * by a {@link ClockOffset} what it is on its own.
 */
public final class MasterClock {
    private MasterClock() {}

    /** What it is now. */
    public static long micros() {
        return micros(System.nanoTime());
    }

    /** @param nanos of {@link System#nanoTime} */
    public static long micros(long nanos) {
        return Math.floorDiv(nanos, 1_000L);
    }

    /** @return of {@link System#nanoTime} */
    static long nanos(long micros) {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }
}
