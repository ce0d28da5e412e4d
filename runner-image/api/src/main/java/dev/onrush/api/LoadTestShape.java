package dev.onrush.api;

import java.time.Duration;

/** The number of users as code. */
@FunctionalInterface
public interface LoadTestShape {
    /**
     * Called about once a second on the master, and only there. A call that takes longer holds nothing up: until it is back, the
     * target stays.
     *
     * @throws Exception the test stops, with this as the reason
     */
    Tick tick(State state) throws Exception;

    /**
     * How far the test is.
     *
     * @param runTime since the first user's start
     * @param users that run now
     */
    record State(Environment environment, Duration runTime, int users) {}
}
