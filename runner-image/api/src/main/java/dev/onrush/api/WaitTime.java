package dev.onrush.api;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a user waits after a task; a lambda is a wait time of one's own.
 *
 * @param <U> the users that it is for
 */
@FunctionalInterface
public interface WaitTime<U extends User> {
    /**
     * The time to wait.
     *
     * @param task how long the task took that has just ended
     * @return not at all if zero or less
     * @throws Exception counted as a user error; the user then waits one second
     */
    Duration after(U user, Duration task) throws Exception;

    /** Drawn evenly from a closed range. */
    static WaitTime<User> between(Duration min, Duration max) {
        long least = atLeastZero(min).toNanos();
        long most = max.toNanos();
        if (most < least) {
            throw new IllegalArgumentException("expected min <= max, found " + min + " and " + max);
        }
        return (_, _) -> Duration.ofNanos(
                least == most ? least : ThreadLocalRandom.current().nextLong(least, most + 1));
    }

    /** The same time after every task. */
    static WaitTime<User> constant(Duration time) {
        atLeastZero(time);
        return (_, _) -> time;
    }

    /** From one task's start to the next one's, unless the task takes longer. */
    static WaitTime<User> constantPacing(Duration interval) {
        atLeastZero(interval);
        return (_, task) -> interval.minus(task);
    }

    /**
     * At most so many tasks per second and user.
     *
     * @param tasksPerSecond more than zero
     */
    static WaitTime<User> constantThroughput(double tasksPerSecond) {
        if (!(tasksPerSecond > 0)) {
            throw new IllegalArgumentException("expected more than 0 tasks per second, found " + tasksPerSecond);
        }
        return constantPacing(Duration.ofNanos(Math.round(1e9 / tasksPerSecond)));
    }

    private static Duration atLeastZero(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("expected 0 or more, found " + time);
        }
        return time;
    }
}
