package dev.onrush.runner.cli;

import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.session.Session;
import dev.onrush.runner.worker.WarmUp;
import dev.onrush.runner.worker.WorkerLife;
import dev.onrush.runner.worker.WorkerOptions;
import dev.onrush.runner.worker.WorkerPlan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One worker in the master's process; it has an event bus of its own, and they talk over loopback. */
final class InProcessCrew implements Crew {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    /** It is a matter of milliseconds, except where something is wrong, of which whoever starts a run hears. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Vertx vertx = ClockedTransport.newVertx();
    private final PlanRuntime plan;
    private final Duration training;

    /** @param training for so long the JVM is trained before it joins; zero or more */
    InProcessCrew(PlanRuntime plan, Duration training) {
        this.plan = plan;
        this.training = training;
    }

    @Override
    public void join(Session session, Token token) throws IOException {
        if (training.isPositive()) {
            Blocking.await(WarmUp.train(vertx, training));
        }
        WorkerOptions options = new WorkerOptions(
                LOOPBACK,
                session.port(),
                ClientCredentials.plain(token),
                WorkerPlan.shared(plan),
                Duration.ofSeconds(30));
        Blocking.await(new WorkerLife(vertx, options).start());
        awaitJoined(session);
    }

    /** Whoever is told next that a run may be started finds a worker for it. */
    private static void awaitJoined(Session session) throws IOException {
        long begin = System.nanoTime();
        while (Blocking.await(session.workers()).isEmpty() && System.nanoTime() - begin < PATIENCE_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
