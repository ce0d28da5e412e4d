package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.load.GrantPolicy;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Context;
import java.util.concurrent.TimeUnit;

/** Tells the master that the worker lives and how it is, and renews the grant for starting requests. */
final class Heart {
    private final Context context;
    private final MasterLink link;
    private final LoadEngine engine;
    private final ProcessHealth health;
    private final GrantPolicy policy = new GrantPolicy();
    private long lastAnswer = System.nanoTime();
    private long roundTrip = Long.MAX_VALUE;
    private long lastCpu;
    private long lastBeat = System.nanoTime();

    Heart(Context context, MasterLink link, LoadEngine engine) {
        this.context = context;
        this.link = link;
        this.engine = engine;
        this.health = new ProcessHealth(engine.cpu());
    }

    void beat() {
        long asked = System.nanoTime();
        engine.vitals().onSuccess(vitals -> {
            long loopDelay = System.nanoTime() - asked;
            context.runOnContext(ignored -> send(vitals, loopDelay));
        });
    }

    /** How long the master has been silent. */
    long silenceMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastAnswer);
    }

    /** The shortest round trip to the master so far; 0 before the first. */
    long roundTripMillis() {
        return roundTrip == Long.MAX_VALUE ? 0 : TimeUnit.NANOSECONDS.toMillis(roundTrip);
    }

    /** The master was heard from by another way. */
    void heard() {
        lastAnswer = System.nanoTime();
    }

    private void send(LoadEngine.Vitals vitals, long loopDelayNanos) {
        long now = System.nanoTime();
        double cpu = (double) (vitals.cpuNanos() - lastCpu) / Math.max(1, now - lastBeat);
        lastCpu = vitals.cpuNanos();
        lastBeat = now;
        Messages.Heartbeat heartbeat = new Messages.Heartbeat(
                vitals.users(),
                vitals.started(),
                policy.reserve(vitals.started()),
                Math.clamp(cpu, 0, 1),
                TimeUnit.NANOSECONDS.toMicros(loopDelayNanos),
                health.now());
        link.heartbeat(heartbeat).onSuccess(granted -> {
            roundTrip = Math.min(roundTrip, System.nanoTime() - now);
            heard();
            engine.grant(granted.reserve());
        });
    }
}
