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

    /** For how long it has been awake without a sleep of that length. */
    long awake(long now) {
        return now - slept;
    }

    /** It slept for as long as a nap at least, until now. */
    void slept(long now) {
        slept = now;
    }
}
