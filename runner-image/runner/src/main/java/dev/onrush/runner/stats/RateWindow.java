package dev.onrush.runner.stats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** A rate over the last five seconds, or over the time since the first count while that is shorter. */
final class RateWindow {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Deque<long[]> slots = new ArrayDeque<>();
    private long sum;
    private long first = Long.MIN_VALUE;

    void add(long count, long nowNanos) {
        if (first == Long.MIN_VALUE) {
            // A report covers the interval before it.
            first = nowNanos - TimeUnit.SECONDS.toNanos(1);
        }
        long[] last = slots.peekLast();
        if (last != null && nowNanos - last[0] < SLOT_NANOS) {
            last[1] += count;
        } else {
            slots.addLast(new long[] {nowNanos, count});
        }
        sum += count;
    }

    void clear() {
        slots.clear();
        sum = 0;
        first = Long.MIN_VALUE;
    }

    double perSecond(long nowNanos) {
        // A count is of the time before it, so one that is as old as the window lies outside.
        while (!slots.isEmpty() && nowNanos - slots.peekFirst()[0] >= WINDOW_NANOS) {
            sum -= slots.removeFirst()[1];
        }
        if (sum == 0) {
            return 0;
        }
        long span = Math.clamp(nowNanos - first, SLOT_NANOS, WINDOW_NANOS);
        return sum * 1e9 / span;
    }
}
