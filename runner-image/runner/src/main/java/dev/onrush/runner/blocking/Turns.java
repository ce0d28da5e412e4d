package dev.onrush.runner.blocking;

import java.util.concurrent.Semaphore;

/** In the open model: lets a user's thread do one task for each arrival. Arrivals come on the load's loop, one at a time. */
final class Turns {
    /** When a turn was due, and since when only this generator kept it from beginning; of {@link System#nanoTime}. */
    record Turn(long due, long sendable) {}

    private final Semaphore given = new Semaphore(0);
    private final Runnable done;
    private volatile Turn current;

    /** @param done called in the user's thread when it waits for its next turn */
    Turns(Runnable done) {
        this.done = done;
    }

    void give(Turn turn) {
        current = turn;
        given.release();
    }

    /** Waits for the first turn. */
    void first() throws InterruptedException {
        given.acquire();
    }

    /** Ends a turn and waits for the next. */
    void next() throws InterruptedException {
        current = null;
        done.run();
        given.acquire();
    }

    /** The turn, for the first request that is made in it; null for those that follow, and between turns. */
    Turn current() {
        return current;
    }

    /** Its first request is known of. */
    void taken() {
        current = null;
    }
}
