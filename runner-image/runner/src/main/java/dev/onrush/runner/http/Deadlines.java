package dev.onrush.runner.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Deadlines of requests on one loop. Few lengths of time are in use, and of those that are equally long the one that was set first ends
 * first: a line for each length needs one timer, whoever waits in it, and setting and removing one takes constant time. Never early, and
 * as late as the timer is.
 */
final class Deadlines {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongSupplier clock;
    private final Timer timer;
    private final Map<Long, Line> lines = new HashMap<>();
    private Line latest;

    /** Something that has to be over by a time; its own entry in the line where it waits. */
    abstract static class Deadline {
        private Line line;
        private Deadline previous;
        private Deadline next;
        private long at;

        /** The time has come, and it waits no more. */
        abstract void missed();
    }

    /** Runs something on the loop after a time. */
    @FunctionalInterface
    interface Timer {
        /** @param millis at least 1 */
        void after(long millis, Runnable ring);
    }

    /** @param clock of nanoseconds */
    Deadlines(LongSupplier clock, Timer timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /** Lets a deadline that waits nowhere wait. @param millis from now, at least 1 */
    void set(Deadline deadline, long millis) {
        if (latest == null || latest.millis != millis) {
            latest = lines.computeIfAbsent(millis, Line::new);
        }
        latest.add(deadline);
    }

    /** Ends the wait of a deadline, if it waits. */
    void remove(Deadline deadline) {
        if (deadline.line != null) {
            deadline.line.remove(deadline);
        }
    }

    /** How many lengths of time are in use; one without a deadline goes when its timer rings. */
    int lines() {
        return lines.size();
    }

    private final class Line {
        private final long millis;
        private Deadline first;
        private Deadline last;
        /** True while the timer is set, or rings. */
        private boolean waits;

        Line(long millis) {
            this.millis = millis;
        }

        void add(Deadline deadline) {
            deadline.at = clock.getAsLong() + millis * MILLISECOND;
            deadline.line = this;
            deadline.previous = last;
            if (last == null) {
                first = deadline;
            } else {
                last.next = deadline;
            }
            last = deadline;
            if (!waits) {
                waits = true;
                timer.after(millis, this::ring);
            }
        }

        void remove(Deadline deadline) {
            if (deadline.previous == null) {
                first = deadline.next;
            } else {
                deadline.previous.next = deadline.next;
            }
            if (deadline.next == null) {
                last = deadline.previous;
            } else {
                deadline.next.previous = deadline.previous;
            }
            deadline.line = null;
            deadline.previous = null;
            deadline.next = null;
        }

        private void ring() {
            long now = clock.getAsLong();
            while (first != null && first.at - now <= 0) {
                Deadline due = first;
                remove(due);
                due.missed();
            }
            if (first != null) {
                timer.after(Math.ceilDiv(first.at - now, MILLISECOND), this::ring);
                return;
            }
            waits = false;
            lines.remove(millis);
            latest = latest == this ? null : latest;
        }
    }
}
