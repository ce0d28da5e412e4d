package dev.onrush.runner.loop;

/**
 * When a loop sleeps though something is due before it could fall asleep. Whoever waits for its core then has a turn, and is interrupted when the loop
 * wakes up. Had the loop gone on, the kernel would take the core away at its next tick, and give it back at the one after that, milliseconds later. Pure;
 * times are of {@link System#nanoTime}.
 */
final class Naps {
    /**
     * The longest time awake. With two of it, should a nap have been none, the loop has not used up its time slice of a millisecond when the kernel looks at its next tick.
     */
    static final long AWAKE = 300_000;

    /** So long is a nap at least. Of 15 µs it was mostly over before the thread was off its core, where the timers are those of a slow virtual machine. */
    static final long NAP = 40_000;

    /** Off its core for less than this, a loop has not paid those who wait for what it ran meanwhile. */
    static final long ASLEEP = 8_000;

    /** Whoever is behind for longer than this has more to do than one core can, and would only fall back further. */
    static final long CATCHING_UP = 20_000_000;

    private long slept;
    private long onTime;

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

    /** Whether it is worth to know that it has slept. */
    boolean isTired(long now) {
        return now - slept > AWAKE / 2;
    }

    /**
     * Whether others had their turn.
     *
     * @param took how long it was to be asleep, by the clock: for all of a short time it may have been awake, setting the timer and looking at what had come
     * @param ran CPU time that its own thread took of that; 0 where the clock is enough
     */
    static boolean isSleep(long took, long ran) {
        return took - ran >= ASLEEP;
    }

    /** For how long it has been awake. */
    long awake(long now) {
        return now - slept;
    }

    /** Others had their turn, until now. */
    void slept(long now) {
        slept = now;
    }
}
