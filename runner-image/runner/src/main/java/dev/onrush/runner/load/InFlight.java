package dev.onrush.runner.load;

import java.util.concurrent.TimeUnit;

/**
 * How many requests are in flight, by the second in which they were due. Starting and ending one takes constant time, and how long ago
 * the oldest was due is known to a second, without a look at any user: there may be a million of them. Used on the load's loop; times
 * are of {@link System#nanoTime}.
 */
final class InFlight {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private int[] counts = new int[64];
    private long origin = System.nanoTime();
    private long first;
    private long all;
    private boolean begun;

    /** Seconds begin at whole ones of the run's clock. The first call counts; where something is in flight already they stay as they are. */
    void begin(long at) {
        if (!begun && all == 0) {
            begun = true;
            origin = at;
            first = 0;
        }
    }

    /** A request is wanted that was due then. */
    void began(long due) {
        long second = second(due);
        if (second - first >= counts.length) {
            grow(second);
        }
        counts[slot(second)]++;
        all++;
    }

    /** It is no more; as it was given to {@link #began}. */
    void over(long due) {
        counts[slot(second(due))]--;
        all--;
    }

    /** How long ago the oldest was due, at least as long as that is; 0 when nothing is in flight. */
    long age(long now) {
        long last = second(now);
        while (first < last && counts[slot(first)] == 0) {
            first++;
        }
        return all == 0 ? 0 : Math.max(0, now - origin - first * SECOND);
    }

    /** What was due before the first that is looked at counts as that. */
    private long second(long time) {
        return Math.max(first, Math.floorDiv(time - origin, SECOND));
    }

    private int slot(long second) {
        return (int) second & counts.length - 1;
    }

    private void grow(long second) {
        // Seconds that nobody looked at since.
        age(origin + second * SECOND);
        while (second - first >= counts.length) {
            int[] more = new int[2 * counts.length];
            for (long s = first; s < first + counts.length; s++) {
                more[(int) s & more.length - 1] = counts[slot(s)];
            }
            counts = more;
        }
    }
}
