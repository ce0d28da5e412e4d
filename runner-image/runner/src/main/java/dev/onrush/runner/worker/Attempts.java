package dev.onrush.runner.worker;

import dev.onrush.runner.bus.BusClient.ClosedException;
import java.time.Duration;

/** How often and how long a worker tries to reach its master for the first time. */
final class Attempts {
    private static final Duration SHORT_WAIT = Duration.ofMillis(250);
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);

    /** A master that is not there after this will not come within a moment. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** A master that closes the connection so many times in a row has nothing against the network. */
    private static final int MOST_CLOSED = 10;

    private final Duration limit;
    private final long start;
    private int closed;

    /** @param start of {@link System#nanoTime} */
    Attempts(Duration limit, long start) {
        this.limit = limit;
        this.start = start;
    }

    void failed(Throwable cause) {
        closed = cause instanceof ClosedException ? closed + 1 : 0;
    }

    boolean isOver(long now) {
        return now - start > limit.toNanos();
    }

    /** Whether the master is there, and each time ends the conversation without a word: that is what it does with strangers. */
    boolean isShutOut() {
        return closed >= MOST_CLOSED;
    }

    Duration nextWait(long now) {
        return now - start > SOON.toNanos() ? LONG_WAIT : SHORT_WAIT;
    }
}
