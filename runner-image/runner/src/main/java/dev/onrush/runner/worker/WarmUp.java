package dev.onrush.runner.worker;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.http.LoopbackTarget;
import dev.onrush.runner.load.ArrivalPlan;
import dev.onrush.runner.load.ArrivalShare;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the engine's own path until the JVM has compiled it, before a worker says that it is ready: a generator whose first seconds are
 * slow says of its target what is true of itself. The load goes to a server within the process, nothing of it is recorded anywhere, and
 * no code of a plan is run.
 */
public final class WarmUp {
    private static final int USERS = 32;

    /** CPU time of the process for one client at least: compiling goes on beside. */
    private static final Duration CPU = Duration.ofMillis(1_500);

    /** Where compiling does not come to an end, or the process gets less than a core, nobody waits any longer. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final long LOOK_MILLIS = 250;

    /** Compiling has settled when it took less than this share of the time between two looks. */
    private static final double SETTLED = 0.1;

    /** Of the open model, beside the users. */
    private static final double ARRIVALS_PER_SECOND = 2_000;

    private static final ArrivalPlan ARRIVALS = new ArrivalPlan(
            RateCurve.constant(ARRIVALS_PER_SECOND, Duration.ofHours(1)),
            false,
            USERS,
            Duration.ofSeconds(1),
            Map.of("Trainee", 1),
            List.of(new ArrivalShare(0, 1, 0)));

    private static final String PLAN = """
            client: %s
            timeout: 5s
            users:
              - name: Trainee
                onStart: [{get: /, extract: {token: /token}}]
                tasks:
                  - name: often
                    weight: 8
                    steps:
                      - get: /items/${random(1,1000)}
                        headers: {X-Request: "${random(1,1000000000)}", Authorization: "Bearer ${token}"}
                        checks: {status: 200}
                  - name: sometimes
                    steps:
                      - get: /items?page=${iteration}
                        checks: {status: 200, jsonExists: /items/0/id}
                        extract: {id: /items/0/id}
                      - post: /cart
                        json: {user: "${user}", product: "${id}"}
                        checks: {status: [200, 201], headers: {Content-Type: application/json}}
                  - name: seldom
                    steps: [{pause: [1ms, 5ms]}]
            """;

    private final Vertx vertx;
    private final LoadEngine engine;

    private WarmUp(Vertx vertx, LoadEngine engine) {
        this.vertx = vertx;
        this.engine = engine;
    }

    /**
     * Warms up what a plan will use: its client, or both where it is not known yet or may be either. Completes when it is done; a
     * warm-up that does not work is none, and nothing else.
     */
    public static Future<Void> run(Vertx vertx, Optional<PlanFiles> plan) {
        Future<Void> done = Future.succeededFuture();
        for (Client client : clients(plan)) {
            done = done.compose(_ -> run(vertx, client));
        }
        return done.otherwiseEmpty();
    }

    private static List<Client> clients(Optional<PlanFiles> files) {
        if (files.isPresent() && files.get().entry().matches(".*\\.ya?ml")) {
            try {
                return List.of(PlanReader.read(files.get()).client());
            } catch (InvalidInputException _) {
                // The worker itself will say what is wrong with it.
                return List.of();
            }
        }
        return List.of(Client.values());
    }

    static Plan plan(Client client) throws InvalidInputException {
        byte[] text = PLAN.formatted(client.word()).getBytes(StandardCharsets.UTF_8);
        return PlanReader.read(PlanFiles.of("warm-up", Map.of(PlanFiles.DEFAULT_ENTRY, text), null));
    }

    private static Future<Void> run(Vertx vertx, Client client) {
        return LoopbackTarget.listen(vertx).compose(target -> {
            LoadEngine engine;
            try {
                engine = new LoadEngine(new DeclaredUsers(plan(client)), target.uri(), 0, () -> {});
            } catch (InvalidInputException e) {
                return Future.failedFuture(e);
            }
            return vertx.deployVerticle(engine)
                    .compose(id -> new WarmUp(vertx, engine).drive().eventually(() -> vertx.undeploy(id)))
                    .eventually(target::close);
        });
    }

    private Future<Void> drive() {
        engine.grant(Long.MAX_VALUE / 2);
        return engine.moveTo(Map.of("Trainee", USERS), Duration.ZERO)
                .compose(_ -> engine.arrive(ARRIVALS, System.nanoTime()))
                .compose(_ -> enough(cpuNanos() + CPU.toNanos(), System.nanoTime() + LONGEST.toNanos()))
                .compose(_ -> engine.cut())
                .compose(_ -> engine.stopUsers(Duration.ZERO));
    }

    /** Until compiling has settled. */
    private Future<Void> enough(long cpuNanos, long deadline) {
        Promise<Void> promise = Promise.promise();
        long[] compiled = {compileMillis()};
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            long now = compileMillis();
            boolean settled = now - compiled[0] < SETTLED * LOOK_MILLIS;
            compiled[0] = now;
            if (settled && cpuNanos() >= cpuNanos || System.nanoTime() - deadline >= 0) {
                vertx.cancelTimer(timer);
                promise.tryComplete();
            }
        });
        return promise.future();
    }

    private static long compileMillis() {
        CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
        return compilation == null || !compilation.isCompilationTimeMonitoringSupported()
                ? 0
                : compilation.getTotalCompilationTime();
    }

    /** CPU time of this process. */
    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(Long.MAX_VALUE);
    }
}
