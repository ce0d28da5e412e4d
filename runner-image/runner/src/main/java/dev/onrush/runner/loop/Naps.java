package dev.onrush.runner.loop;

/**
 * When a loop sleeps though something is due before it could fall asleep. Whoever waits for its core then has a turn, and is interrupted when the loop
 * wakes up. Had the loop gone on, the kernel would take the core away at its next tick, and give it back at the one after that, milliseconds later. Pure;
 * times are of {@link System#nanoTime}.
 */
final class Naps {
    /** The longest time awake. */
    static final long AWAKE = 100_000;

    /** So long is a nap at least: a seventh of the time, more than the share of threads that are nicer by 10, and little of what a start may be late. */
    static final long NAP = 15_000;

    /** Whoever is behind for longer than this has more to do than one core can, and would only fall back further. */
    static final long CATCHING_UP = 20_000_000;

    /** The longest nap: a virtual machine may take longer to set a timer than a short one lasts, and then nobody has had a turn. */
    static final long LONGEST_NAP = 40_000;

    /** Whoever was off the core for less was not: it is what reading two clocks takes. */
    static final long ASLEEP = 2_000;

    private static final long LONGER = 2_000;
    /** So that where naps are just long enough one of twenty is not. */
    private static final long SHORTER = 100;

    private long slept;
    private long onTime;
    private long nap = NAP;

    /** @param now any time; what the loop was before then is not known */
    Naps(long now) {
        slept = now;
        onTime = now;
    }

    /**
     * Whether it has been awake for too long.
     *
     * @param ahead whether nothing is due yet
     */
    boolean isDue(long now, boolean ahead) {
        onTime = ahead ? now : onTime;
        return now - slept > AWAKE && now - onTime <= CATCHING_UP;
    }

    /** How long the next nap is to be. */
    long nap() {
        return nap;
    }

    /**
     * A nap is over.
     *
     * @param took how long it was by the clock
     * @param ran CPU time that the loop's thread took of it
     */
    void napped(long took, long ran) {
        nap = isSleep(took, ran) ? Math.max(nap - SHORTER, NAP) : Math.min(nap + LONGER, LONGEST_NAP);
    }

    /** Whether anyone else can have had the core in a time of which the loop's own thread took so much. */
    static boolean isSleep(long took, long ran) {
        return took - ran >= ASLEEP;
    }

    /** Whether it is worth to know that it slept, which takes asking. */
    boolean isTired(long now) {
        return now - slept > AWAKE / 2;
    }

    /** For how long it has been awake without a sleep in which others had the core. */
    long awake(long now) {
        return now - slept;
    }

    /** Others had the core until now. */
    void slept(long now) {
        slept = now;
    }
}
