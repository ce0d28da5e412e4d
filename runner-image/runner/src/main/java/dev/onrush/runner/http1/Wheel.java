package dev.onrush.runner.http1;

/**
 * Deadlines with a resolution of 1 ms, never early and at most a tick late: setting and removing one takes constant time, and the time
 * of the next is known without a search. A hierarchical wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", 1987) of
 * levels with 64 slots each; what is due far ahead moves down a level when its time comes near. Pure: time comes in from outside.
 */
final class Wheel {
    static final long TICK_NANOS = 1_000_000;
    private static final int BITS = 6;
    private static final int SLOTS = 1 << BITS;
    /** 64^6 ms are two years, longer than any run. */
    private static final int LEVELS = 6;

    private static final long MAX_TICKS = (1L << BITS * LEVELS) - 1;

    private final Deadline[][] slots = new Deadline[LEVELS][SLOTS];
    private final long[] occupied = new long[LEVELS];
    private final long origin;
    private long tick;

    /** @param now any time; those after it are never earlier */
    Wheel(long now) {
        origin = now;
    }

    /**
     * Lets a deadline wait until a time, which may be past.
     *
     * @return when it will be due: the first tick from then on that is not passed yet
     */
    long set(Deadline deadline, long at) {
        remove(deadline);
        long ticks = Math.ceilDiv(at - origin, TICK_NANOS);
        deadline.tick = Math.max(tick + 1, Math.min(ticks, MAX_TICKS));
        insert(deadline);
        return origin + deadline.tick * TICK_NANOS;
    }

    /** Ends the wait of a deadline, if it waits. */
    void remove(Deadline deadline) {
        if (deadline.tick < 0) {
            return;
        }
        if (deadline.next != null) {
            deadline.next.previous = deadline.previous;
        }
        if (deadline.previous != null) {
            deadline.previous.next = deadline.next;
        } else {
            // It is where it would be put now: whenever the present moves into a slot, what is there moves down.
            int level = level(deadline.tick);
            begin(level, slot(deadline.tick, level), deadline.next);
        }
        deadline.previous = null;
        deadline.next = null;
        deadline.tick = -1;
    }

    /** The time until which nothing has to be done; {@link Long#MAX_VALUE} when nothing waits. */
    long nextNanos() {
        long next = nextTick();
        return next == Long.MAX_VALUE ? next : origin + next * TICK_NANOS;
    }

    /** Runs everything that is due. What it sets meanwhile is due in the next tick at the earliest. */
    void advance(long now) {
        long until = Math.floorDiv(now - origin, TICK_NANOS);
        for (long next = nextTick(); next <= until; next = nextTick()) {
            tick = next;
            cascade();
            int slot = (int) (tick & SLOTS - 1);
            Deadline deadline;
            while ((deadline = slots[0][slot]) != null) {
                remove(deadline);
                deadline.due(now);
            }
        }
        tick = Math.max(tick, until);
    }

    /** The level is that of the highest digit, to the base 64, in which the deadline's tick differs from the present one. */
    private int level(long deadlineTick) {
        long difference = deadlineTick ^ tick;
        int level = (63 - Long.numberOfLeadingZeros(difference | 1)) / BITS;
        return Math.min(level, LEVELS - 1);
    }

    private static int slot(long deadlineTick, int level) {
        return (int) (deadlineTick >>> BITS * level) & SLOTS - 1;
    }

    private void insert(Deadline deadline) {
        int level = level(deadline.tick);
        int slot = slot(deadline.tick, level);
        Deadline first = slots[level][slot];
        deadline.previous = null;
        deadline.next = first;
        if (first != null) {
            first.previous = deadline;
        }
        begin(level, slot, deadline);
    }

    private void begin(int level, int slot, Deadline first) {
        slots[level][slot] = first;
        if (first == null) {
            occupied[level] &= ~(1L << slot);
        } else {
            occupied[level] |= 1L << slot;
        }
    }

    /** The nearest tick at which something is due or moves down; lower levels are nearer than higher ones. */
    private long nextTick() {
        for (int level = 0; level < LEVELS; level++) {
            int present = slot(tick, level);
            long ahead = present == SLOTS - 1 ? 0 : occupied[level] & -1L << present + 1;
            if (ahead != 0) {
                long above = tick >>> BITS * (level + 1) << BITS;
                return (above | Long.numberOfTrailingZeros(ahead)) << BITS * level;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Moves down what waits in the slots that begin with the present tick. */
    private void cascade() {
        for (int level = 1; level < LEVELS && (tick & (1L << BITS * level) - 1) == 0; level++) {
            int slot = slot(tick, level);
            Deadline deadline = slots[level][slot];
            begin(level, slot, null);
            while (deadline != null) {
                Deadline following = deadline.next;
                insert(deadline);
                deadline = following;
            }
        }
    }
}
