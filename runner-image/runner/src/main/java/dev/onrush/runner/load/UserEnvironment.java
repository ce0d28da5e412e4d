package dev.onrush.runner.load;

import dev.onrush.runner.plan.Renderer;
import dev.onrush.runner.plan.RequestNames;
import dev.onrush.runner.stats.Recorder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What all users of a worker share. */
record UserEnvironment(
        Vertx vertx,
        Context context,
        Renderer renderer,
        RequestNames names,
        Recorder recorder,
        StartGate gate,
        RandomGenerator random) {

    /** Runs something later on the loop; at once means after what is already waiting there. */
    void after(Duration delay, Runnable action) {
        if (delay.isZero() || delay.isNegative()) {
            context.runOnContext(ignored -> action.run());
        } else {
            vertx.setTimer(Math.max(1, Math.round(delay.toNanos() / 1e6)), ignored -> action.run());
        }
    }

    /** Drawn evenly from a closed range. */
    Duration between(Duration min, Duration max) {
        return min.equals(max) ? min : Duration.ofNanos(random.nextLong(min.toNanos(), max.toNanos() + 1));
    }
}
