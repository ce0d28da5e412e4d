package dev.onrush.contract.plan;

import java.time.Duration;

/** How long a user waits after a task, as Locust's wait_time. */
public sealed interface WaitTime {
    /** Drawn evenly from a range after the task's end. */
    record Between(Duration min, Duration max) implements WaitTime {}

    /** From one task's start to the next one's, unless the task takes longer; constantThroughput is its inverse. */
    record ConstantPacing(Duration interval) implements WaitTime {}

    /** The same time after every task's end; no wait at all when it is zero. */
    static WaitTime constant(Duration duration) {
        return new Between(duration, duration);
    }
}
