package dev.onrush.runner.load;

import dev.onrush.runner.loop.PollClock;
import dev.onrush.runner.plan.Renderer;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What all users of a declared plan share. */
record UserEnvironment(LoadEnvironment load, Renderer renderer, RequestNames names) {
    Recorder recorder() {
        return load.recorder();
    }

    PollClock clock() {
        return load.clock();
    }

    StartGate gate() {
        return load.gate();
    }

    RandomGenerator random() {
        return load.random();
    }

    void after(Duration delay, Runnable action) {
        load.after(delay, action);
    }

    /** Drawn evenly from a closed range. */
    Duration between(Duration min, Duration max) {
        return min.equals(max) ? min : Duration.ofNanos(random().nextLong(min.toNanos(), max.toNanos() + 1));
    }
}
