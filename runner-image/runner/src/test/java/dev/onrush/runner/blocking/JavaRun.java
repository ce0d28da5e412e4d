package dev.onrush.runner.blocking;

import dev.onrush.api.Role;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.SessionPart;
import dev.onrush.runner.master.WorkerPort;
import dev.onrush.runner.sample.SampleTarget;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerExit;
import dev.onrush.runner.worker.WorkerOptions;
import dev.onrush.runner.worker.WorkerPlan;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** A plan in Java with a target, a master and workers in this JVM: each has a copy of the plan and an event bus of its own. */
final class JavaRun implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final MasterOptions.Timing QUICK = new MasterOptions.Timing(
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            Duration.ofMillis(50));

    private final List<Vertx> instances = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    final SampleTarget target = new SampleTarget(HOST, 0);
    final PlanRuntime runtime;
    final Master master;

    /** @param way from the master's port to the one that workers connect to */
    private JavaRun(PlanFiles files, LoadShape shape, int count, boolean local, IntUnaryOperator way) throws Exception {
        vertx().deployVerticle(target).await();
        Token token = Token.random();
        RunDefinition definition = new RunDefinition(
                URI.create("http://" + HOST + ":" + target.port()),
                shape,
                count,
                List.of(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                LostWorkers.Redistribute);
        runtime = PlanRuntime.of(files, local ? Role.LOCAL : Role.MASTER);
        master = new Master(
                new MasterOptions(
                        "test",
                        definition,
                        files,
                        new WorkerPort(ServerCredentials.plain(token), HOST, 0),
                        QUICK,
                        SessionPart.ALONE),
                runtime);
        vertx().deployVerticle(master).await();
        for (int i = 0; i < count; i++) {
            Worker worker = new Worker(new WorkerOptions(
                    HOST,
                    way.applyAsInt(master.port()),
                    ClientCredentials.plain(token),
                    local ? WorkerPlan.shared(runtime) : WorkerPlan.of(Optional.of(files)),
                    Duration.ofSeconds(10)));
            vertx().deployVerticle(worker).await();
            workers.add(worker);
        }
    }

    static JavaRun distributed(PlanFiles files, int users, Duration length) throws Exception {
        return through(IntUnaryOperator.identity(), files, users, length);
    }

    /** Two workers that reach the master by another port. */
    static JavaRun through(IntUnaryOperator way, PlanFiles files, int users, Duration length) throws Exception {
        return new JavaRun(files, at(users, length), 2, false, way);
    }

    static JavaRun oneWorker(PlanFiles files, int users, Duration length) throws Exception {
        return oneWorker(files, at(users, length));
    }

    static JavaRun oneWorker(PlanFiles files, LoadShape shape) throws Exception {
        return new JavaRun(files, shape, 1, false, IntUnaryOperator.identity());
    }

    private static LoadShape at(int users, Duration length) {
        return new LoadShape.Ramp(users, 10_000, length);
    }

    static JavaRun local(PlanFiles files, int users, Duration length) throws Exception {
        return new JavaRun(files, at(users, length), 1, true, IntUnaryOperator.identity());
    }

    RunSummary summary() throws Exception {
        RunSummary summary = master.finished().await(90, TimeUnit.SECONDS);
        for (Worker worker : workers) {
            WorkerExit exit = worker.exit().await(30, TimeUnit.SECONDS);
            if (exit.reason() != WorkerExit.Reason.FINISHED) {
                throw new AssertionError(exit.message());
            }
        }
        return summary;
    }

    private Vertx vertx() {
        Vertx vertx = Vertx.vertx();
        instances.add(vertx);
        return vertx;
    }

    @Override
    public void close() {
        instances.forEach(vertx -> vertx.close().await());
    }
}
