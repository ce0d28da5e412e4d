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
import java.util.Optional;

/** One worker in the master's process; it has an event bus of its own, and they talk over loopback. */
final class InProcessCrew implements Crew {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = ClockedTransport.newVertx();
    private final PlanRuntime plan;
    private final boolean warm;

    /** @param warm whether it first warms up for every client */
    InProcessCrew(PlanRuntime plan, boolean warm) {
        this.plan = plan;
        this.warm = warm;
    }

    @Override
    public void join(Session session, Token token) throws IOException {
        if (warm) {
            Blocking.await(WarmUp.run(vertx, Optional.empty()));
        }
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
