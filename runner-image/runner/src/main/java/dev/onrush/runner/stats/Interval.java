package dev.onrush.runner.stats;

/**
 * The requests that were due in one interval of a run: response times as they were seen, failures, and requests without an end. Not
 * thread-safe.
 */
public final class Interval {
    /** Null while it is packed. */
    private Times response = new Times();

    private PackedTimes packed;
    private long failures;
    private long unfinished;
    private int users = -1;
    private boolean moving;

    void record(long nanos, boolean failed) {
        open().record(nanos);
        failures += failed ? 1 : 0;
    }

    void unfinished(long times) {
        unfinished += times;
    }

    void failed(long times) {
        failures += times;
    }

    /** What {@link #record} counts into. */
    Times open() {
        if (packed != null) {
            response = new Times();
            packed.addTo(response);
            packed = null;
        }
        return response;
    }

    /** Takes as little room as it can, until something is added again. */
    void pack() {
        if (packed == null) {
            packed = PackedTimes.of(response);
            response = null;
        }
    }

    boolean isPacked() {
        return packed != null;
    }

    /** Adds the requests of another, and what was seen in it. */
    public void add(Interval other) {
        if (other.packed != null) {
            other.packed.addTo(open());
        } else {
            open().add(other.response);
        }
        failures += other.failures;
        unfinished += other.unfinished;
        users = Math.max(users, other.users);
        moving |= other.moving;
    }

    /** Forgets everything but keeps the room for it. */
    void clear() {
        open().clear();
        failures = 0;
        unfinished = 0;
        users = -1;
        moving = false;
    }

    boolean isEmpty() {
        return requests() == 0 && unfinished == 0;
    }

    /** So many users ran at some moment of it. */
    public void users(int now) {
        users = Math.max(users, now);
    }

    /** The most users that were seen to run; less than zero when nobody looked. */
    public int users() {
        return users;
    }

    /** Users were being started or stopped in it. */
    public void moved() {
        moving = true;
    }

    public boolean isMoving() {
        return moving;
    }

    /** Requests that got an answer or failed. */
    public long requests() {
        return packed != null ? packed.count() : response.count();
    }

    public long failures() {
        return failures;
    }

    /** Requests that never ended, and arrivals that never started. */
    public long unfinished() {
        return unfinished;
    }

    /**
     * The response time in nanoseconds that this percentage of the requests does not exceed, those without an end included.
     *
     * @param percentile above 0, at most 100
     * @return {@link Double#NaN} without a request, {@link Bounds#UNKNOWN} where requests without an end leave it open
     */
    public double percentile(double percentile) {
        long all = requests() + unfinished;
        if (all == 0) {
            return Double.NaN;
        }
        long rank = Times.rank(percentile, all);
        if (rank > requests()) {
            return Bounds.UNKNOWN;
        }
        return packed != null ? packed.atMost(rank) : response.atMost(rank);
    }
}
