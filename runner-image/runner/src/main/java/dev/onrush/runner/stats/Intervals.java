package dev.onrush.runner.stats;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A run's requests by the interval in which they were due: of one second at first. A run that is longer than {@link #MOST} seconds has
 * intervals of two, four, eight and so on: neighbours are added up, so that their percentiles stay those of all their requests. How long
 * they are depends on the run's time alone, so a worker's and the master's fit each other. Not thread-safe.
 */
public final class Intervals {
    /** There are no more at a time. */
    public static final int MOST = 1_200;

    /** One second, which the shortest of them last. */
    public static final long SECOND = 1_000_000_000;

    private static final int MOST_SPARE = 4;

    private final Interval[] slots = new Interval[MOST];
    private final Deque<Interval> spare = new ArrayDeque<>(MOST_SPARE);
    private int shift;
    private long since;

    /** The binary logarithm of how many seconds each takes when the run has come this far. */
    static int shiftAt(long nanos) {
        int shift = 0;
        while (nanos / SECOND >>> shift >= MOST) {
            shift++;
        }
        return shift;
    }

    /** How long each takes, in nanoseconds. */
    public long length() {
        return SECOND << shift;
    }

    int shift() {
        return shift;
    }

    /**
     * The interval that a time lies in.
     *
     * @param nanos of the run's clock; less than zero is zero
     */
    public Interval at(long nanos) {
        long second = Math.max(0, nanos) / SECOND;
        if (second >>> shift >= MOST) {
            coarsen(shiftAt(nanos));
        }
        int slot = (int) (second >>> shift);
        Interval interval = slots[slot];
        if (interval == null) {
            interval = slots[slot] = spare.isEmpty() ? new Interval() : spare.removeLast();
        }
        return interval;
    }

    /** The interval with this number, from zero; null where there is nothing. */
    public Interval get(int number) {
        return slots[number];
    }

    /** One more than the number of the last that there is. */
    public int size() {
        int size = MOST;
        while (size > 0 && slots[size - 1] == null) {
            size--;
        }
        return size;
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(slots, null);
    }

    /** What was due before this is not wanted any more, of whoever still tells of it. */
    public void begin(long nanos) {
        since = nanos;
        Arrays.fill(slots, 0, (int) Math.min(MOST, since / length()), null);
    }

    /** Nothing that was due before this is here. */
    public long since() {
        return since;
    }

    /** Intervals that end at this time or before take less room from now on. */
    public void pack(long nanos) {
        int end = (int) Math.min(MOST, nanos / length());
        for (int i = 0; i < end; i++) {
            if (slots[i] != null) {
                slots[i].pack();
            }
        }
    }

    /** Moves everything to others, and is empty then. */
    void moveTo(Intervals others) {
        others.coarsen(shift);
        for (int i = 0; i < MOST; i++) {
            Interval moved = slots[i];
            if (moved != null) {
                others.at(i * length()).add(moved);
                slots[i] = null;
                moved.clear();
                if (spare.size() < MOST_SPARE) {
                    spare.addLast(moved);
                }
            }
        }
    }

    /** Neighbours are added up until each takes as long as this. */
    void coarsen(int to) {
        for (; shift < to; shift++) {
            for (int i = 0; i < MOST; i++) {
                Interval later = i % 2 == 0 ? null : slots[i];
                Interval earlier = i % 2 == 0 ? slots[i] : slots[i / 2];
                slots[i] = null;
                slots[i / 2] = together(earlier, later);
            }
        }
    }

    private static Interval together(Interval earlier, Interval later) {
        if (earlier == null || later == null) {
            return earlier == null ? later : earlier;
        }
        boolean packed = earlier.isPacked() && later.isPacked();
        earlier.add(later);
        if (packed) {
            earlier.pack();
        }
        return earlier;
    }
}
