package dev.onrush.runner.program;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A time drawn evenly from a closed range, in nanoseconds. */
public record PauseCode(long min, long max) implements StepCode {
    static PauseCode of(Duration min, Duration max) {
        return new PauseCode(min.toNanos(), max.toNanos());
    }

    public long draw(RandomGenerator random) {
        return min == max ? min : random.nextLong(min, max + 1);
    }
}
