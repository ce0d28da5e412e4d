package dev.onrush.runner.cli;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;

/** A master and its only worker in one process; each has an event bus of its own, and they talk over loopback. */
final class InProcess implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx masterVertx = Vertx.vertx();
    private final Vertx workerVertx = ClockedTransport.newVertx();
    private final Master master;

    private InProcess(Master master) {
        this.master = master;
    }

    static InProcess start(String runId, PlanFiles files, Plan plan, RunDefinition definition, Token token)
            throws IOException {
        Master master = new Master(
                new MasterOptions(
                        runId,
                        definition,
                        files,
                        ServerCredentials.plain(token),
                        LOOPBACK,
                        0,
                        MasterOptions.Timing.DEFAULT),
                plan);
        InProcess both = new InProcess(master);
        try {
            Blocking.deploy(both.masterVertx, master);
            Blocking.deploy(
                    both.workerVertx,
                    new Worker(new WorkerOptions(
                            LOOPBACK, master.port(), ClientCredentials.plain(token), files, Duration.ofSeconds(30))));
            return both;
        } catch (IOException e) {
            both.close();
            throw e;
        }
    }

    Master master() {
        return master;
    }

    @Override
    public void close() {
        workerVertx.close().await();
        masterVertx.close().await();
    }
}
