package dev.onrush.runner.load;

/** How far ahead of its load a worker asks for grants. */
public final class GrantPolicy {
    /** Requests that are always asked for ahead, however slow the load. */
    static final long MIN_AHEAD = 500;

    private long before;

    /**
     * The number to ask for.
     *
     * @param started requests started so far
     * @param ahead requests that are known to come within the next seconds
     * @return a number that the load will not reach within two heartbeats at its present rate, or {@link #MIN_AHEAD} ahead
     */
    public long reserve(long started, long ahead) {
        long sinceLast = started - before;
        before = started;
        return started + Math.max(Math.max(MIN_AHEAD, ahead), 2 * sinceLast);
    }
}
