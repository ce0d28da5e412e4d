package dev.onrush.runner.load;

import dev.onrush.runner.loop.LoopTimers;
import dev.onrush.runner.loop.PollClock;
import dev.onrush.runner.stats.Recorder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What all users of a worker share, whatever kind of plan they are of.
 *
 * @param context the load's loop; clock, recorder, gate, inFlight and random are touched there only
 * @param clock what the loop knows of when a response came
 * @param inFlight requests of declared plans; those of other plans are known to their users
 */
public record LoadEnvironment(
        Vertx vertx,
        Context context,
        PollClock clock,
        URI target,
        Recorder recorder,
        StartGate gate,
        InFlight inFlight,
        RandomGenerator random) {

    /** Runs something later on the loop; at once means after what is already waiting there. */
    public void after(Duration delay, Runnable action) {
        if (delay.isZero() || delay.isNegative()) {
            context.runOnContext(ignored -> action.run());
        } else {
            LoopTimers.after(context, delay.toNanos(), action);
        }
    }
}
