package dev.onrush.runner.cli;

import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.session.Session;
import dev.onrush.runner.worker.WorkerLife;
import dev.onrush.runner.worker.WorkerOptions;
import dev.onrush.runner.worker.WorkerPlan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;

/** One worker in the master's process; it has an event bus of its own, and they talk over loopback. */
final class InProcessCrew implements Crew {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = ClockedTransport.newVertx();
    private final PlanRuntime plan;

    InProcessCrew(PlanRuntime plan) {
        this.plan = plan;
    }

    @Override
    public void join(Session session, Token token) throws IOException {
        WorkerOptions options = new WorkerOptions(
                LOOPBACK,
                session.port(),
                ClientCredentials.plain(token),
                WorkerPlan.shared(plan),
                Duration.ofSeconds(30));
        Blocking.await(new WorkerLife(vertx, options).start());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
