package dev.onrush.runner.wire;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.TlsIdentity;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.SessionPart;
import dev.onrush.runner.master.Takeover;
import dev.onrush.runner.master.WorkerPort;
import dev.onrush.runner.sample.SampleTarget;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A target, a master and workers in this JVM, each with an event bus of its own, over real sockets. */
final class WireRun implements AutoCloseable {
    static final MasterOptions.Timing QUICK = new MasterOptions.Timing(
            Duration.ofMillis(200),
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            Duration.ofMillis(50));

    private static final String HOST = "127.0.0.1";
    private static final String PLAN = """
            users:
              - name: Visitor
                weight: 2
                waitTime: 5ms
                tasks:
                  - name: browse
                    steps:
                      - get: /products
              - name: Customer
                waitTime: {between: [1ms, 10ms]}
                onStart:
                  - post: /login
                    json: {user: "u${user}"}
                    extract: {token: /token}
                tasks:
                  - name: buy
                    steps:
                      - post: /cart
                        headers: {Authorization: "Bearer ${token}"}
                        json: {product: 1}
                        checks: {status: 201}
            """;

    private final List<Vertx> instances = new ArrayList<>();
    final Token token = Token.random();
    final SampleTarget target;
    final PlanFiles files;
    private final RunDefinition definition;
    private final Vertx masterVertx = vertx();
    final Master master;

    WireRun(int workers, int users, Duration length, LostWorkers policy) throws Exception {
        this(workers, users, length, policy, 0, Optional.empty());
    }

    /** @param tls the master's certificate; without one the wire is plain */
    WireRun(int workers, int users, Duration length, LostWorkers policy, Optional<TlsIdentity> tls) throws Exception {
        this(workers, users, length, policy, 0, tls);
    }

    /** @param targetPort where the target will be once {@link #openTarget} is called; 0 opens it now */
    WireRun(int workers, int users, Duration length, LostWorkers policy, int targetPort) throws Exception {
        this(workers, users, length, policy, targetPort, Optional.empty());
    }

    private WireRun(
            int workers, int users, Duration length, LostWorkers policy, int targetPort, Optional<TlsIdentity> tls)
            throws Exception {
        this(workers, new LoadShape.Ramp(users, users * 2.0, length), policy, targetPort, tls);
    }

    /** @param shape of whatever kind */
    WireRun(int workers, LoadShape shape, LostWorkers policy) throws Exception {
        this(workers, shape, policy, 0, Optional.empty());
    }

    /** @param targetPort where another target is */
    WireRun(int workers, LoadShape shape, LostWorkers policy, int targetPort) throws Exception {
        this(workers, shape, policy, targetPort, Optional.empty());
    }

    /** @param joining which workers may take part */
    WireRun(int workers, int users, Duration length, MasterOptions.Timing timing, Joining joining) throws Exception {
        this(workers, users, length, LostWorkers.Redistribute, timing, joining);
    }

    /** @param joining which workers may take part */
    WireRun(int workers, int users, Duration length, LostWorkers policy, MasterOptions.Timing timing, Joining joining)
            throws Exception {
        this(
                workers,
                new LoadShape.Ramp(users, users * 2.0, length),
                policy,
                0,
                Optional.empty(),
                timing,
                SessionPart.of(joining, Takeover.NONE));
    }

    private WireRun(int workers, LoadShape shape, LostWorkers policy, int targetPort, Optional<TlsIdentity> tls)
            throws Exception {
        this(workers, shape, policy, targetPort, tls, QUICK, SessionPart.ALONE);
    }

    private WireRun(
            int workers,
            LoadShape shape,
            LostWorkers policy,
            int targetPort,
            Optional<TlsIdentity> tls,
            MasterOptions.Timing timing,
            SessionPart session)
            throws Exception {
        target = new SampleTarget(HOST, targetPort);
        if (targetPort == 0) {
            openTarget();
        }
        files = PlanFiles.of("test", Map.of("plan.yaml", PLAN.getBytes(StandardCharsets.UTF_8)), null);
        definition = new RunDefinition(
                URI.create("http://" + HOST + ":" + (targetPort == 0 ? target.port() : targetPort)),
                shape,
                workers,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                policy);
        master = new Master(
                new MasterOptions(
                        "test",
                        definition,
                        files,
                        new WorkerPort(new ServerCredentials(token, tls), HOST, 0),
                        timing,
                        session),
                PlanReader.read(files));
        masterVertx.deployVerticle(master).await();
    }

    /** The master's process is gone, without a word. */
    void killMaster() {
        masterVertx.close().await();
    }

    /** Another master at the port of the first, with the same token and plan. */
    Master startMasterAgain(int port, Takeover takeover) throws Exception {
        Master again = new Master(
                new MasterOptions(
                        "another",
                        definition,
                        files,
                        new WorkerPort(ServerCredentials.plain(token), HOST, port),
                        QUICK,
                        SessionPart.of(Joining.EXACT, takeover)),
                PlanReader.read(files));
        vertx().deployVerticle(again).await();
        return again;
    }

    void openTarget() {
        vertx().deployVerticle(target).await();
    }

    Worker worker(int port) {
        return worker(port, files);
    }

    Worker worker(int port, PlanFiles plan) {
        return workerOn(vertx(), port, plan);
    }

    Worker workerOn(Vertx vertx, int port, PlanFiles plan) {
        return workerOn(vertx, port, plan, ClientCredentials.plain(token));
    }

    Worker workerOn(Vertx vertx, int port, PlanFiles plan, ClientCredentials credentials) {
        return workerOn(vertx, port, Optional.of(plan), credentials);
    }

    /** @param plan empty for a worker that fetches it */
    Worker workerOn(Vertx vertx, int port, Optional<PlanFiles> plan, ClientCredentials credentials) {
        Worker worker = new Worker(
                new WorkerOptions(HOST, port, credentials, plan, Duration.ofSeconds(10), Duration.ofSeconds(6)));
        vertx.deployVerticle(worker).await();
        return worker;
    }

    RunSummary summary() throws Exception {
        return master.finished().await(60, TimeUnit.SECONDS);
    }

    Vertx vertx() {
        Vertx vertx = ClockedTransport.newVertx();
        instances.add(vertx);
        return vertx;
    }

    @Override
    public void close() {
        instances.forEach(vertx -> vertx.close().await());
    }
}
