package dev.onrush.runner.load;

import java.util.concurrent.TimeUnit;

/**
 * How far ahead of its load a worker asks for grants: by the clock, since it asks whenever half of a grant is used up, and not only with each heartbeat. Pure;
 * times are of {@link System#nanoTime}.
 */
public final class GrantPolicy {
    /** Requests that are always asked for ahead, however slow the load. */
    static final long MIN_AHEAD = 500;

    /** For so long the load may go on at its present rate. */
    static final double AHEAD_SECONDS = 2;

    /** A rate is taken over this time at least: what started in a shorter one may have been a burst. */
    static final long LEAST_MEASURED = TimeUnit.MILLISECONDS.toNanos(200);

    private long since;
    private long startedBefore;
    private double perSecond;

    /** @param now when nothing had started yet */
    public GrantPolicy(long now) {
        since = now;
    }

    /**
     * The number to ask for.
     *
     * @param started requests started so far
     * @param ahead requests that are known to come within the next seconds
     * @return a number that the load will not reach within {@link #AHEAD_SECONDS} at its present rate, or {@link #MIN_AHEAD} ahead
     */
    public long reserve(long started, long ahead, long now) {
        double present = (started - startedBefore) * 1e9 / Math.max(LEAST_MEASURED, now - since);
        double rate = Math.max(present, perSecond);
        if (now - since >= LEAST_MEASURED) {
            rate = present;
            perSecond = present;
            startedBefore = started;
            since = now;
        }
        return started + Math.max(Math.max(MIN_AHEAD, ahead), (long) Math.ceil(AHEAD_SECONDS * rate));
    }
}
