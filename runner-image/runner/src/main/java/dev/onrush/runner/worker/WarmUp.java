package dev.onrush.runner.worker;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.cpu.Compilers;
import dev.onrush.runner.http.LoopbackTarget;
import dev.onrush.runner.load.ArrivalPlan;
import dev.onrush.runner.load.ArrivalShare;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs the engine's own path until the JVM has compiled it, before a worker says that it is ready: a generator whose first seconds are
 * slow says of its target what is true of itself. The load goes to a server within the process, nothing of it is recorded anywhere, and
 * no code of a plan is run.
 */
public final class WarmUp {
    private static final int USERS = 32;

    /** CPU time of the process for one client at least: compiling goes on beside. */
    private static final Duration CPU = Duration.ofMillis(1_500);

    /** Where compiling does not come to an end, or the process gets less than a core, nobody waits any longer, for all clients together. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** CPU time at full speed before the compilers are left alone with what they have to do. */
    private static final Duration ROUND = Duration.ofMillis(400);

    private static final long LOOK_MILLIS = 50;

    /** The compilers rest when they take less than this share of a core. */
    private static final double SETTLED = 0.1;

    /** Of the open model, beside the users. */
    private static final double ARRIVALS_PER_SECOND = 4_000;

    /** Requests are granted as a master does it, so that asking for more is practised, too. */
    private static final long GRANT = 2_000;

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
    private long granted;

    private WarmUp(Vertx vertx, Client client, URI target) throws InvalidInputException {
        this.vertx = vertx;
        this.engine = new LoadEngine(new DeclaredUsers(plan(client)), target, 0, this::grant);
    }

    private void grant() {
        granted += GRANT;
        engine.grant(granted);
    }

    /**
     * Warms up what a plan will use: its client, or both where it is not known yet or may be either. Completes when it is done; a
     * warm-up that does not work is none, and nothing else.
     */
    public static Future<Void> run(Vertx vertx, Optional<PlanFiles> plan) {
        Future<Void> done = Future.succeededFuture();
        List<Client> clients = clients(plan);
        for (Client client : clients) {
            done = done.compose(_ -> run(vertx, client, LONGEST.dividedBy(clients.size())));
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

    private static Future<Void> run(Vertx vertx, Client client, Duration longest) {
        return LoopbackTarget.listen(vertx).compose(target -> {
            try {
                WarmUp warmUp = new WarmUp(vertx, client, target.uri());
                return vertx.deployVerticle(warmUp.engine)
                        .compose(id -> warmUp.drive(longest).eventually(() -> vertx.undeploy(id)))
                        .eventually(target::close);
            } catch (InvalidInputException e) {
                return target.close().compose(_ -> Future.failedFuture(e));
            }
        });
    }

    private Future<Void> drive(Duration longest) {
        grant();
        long deadline = System.nanoTime() + longest.toNanos();
        return engine.arrive(ARRIVALS, System.nanoTime())
                .compose(_ -> rounds(cpuNanos() + CPU.toNanos(), deadline))
                .compose(_ -> engine.stopUsers(Duration.ZERO))
                .compose(_ -> tidy());
    }

    /** What the start left behind would be collected in the run's first seconds, and what stays would be copied there. */
    private Future<Void> tidy() {
        return vertx.executeBlocking(() -> {
            System.gc();
            return null;
        });
    }

    /**
     * Full speed and hardly anything in turns, until there is nothing left to compile after full speed. While users take the whole core
     * the compilers get only a part of it, and what they have not done by the end would slow down the run.
     */
    private Future<Void> rounds(long cpuNanos, long deadline) {
        return engine.moveTo(Map.of("Trainee", USERS), Duration.ZERO)
                .compose(_ -> work(deadline))
                .compose(_ -> engine.moveTo(Map.of(), Duration.ZERO))
                .compose(_ -> drain(deadline))
                .compose(drained -> drained <= 1 && cpuNanos() >= cpuNanos || System.nanoTime() - deadline >= 0
                        ? Future.succeededFuture()
                        : rounds(cpuNanos, deadline));
    }

    /** Waits until the process has used a round's CPU. */
    private Future<Integer> work(long deadline) {
        long enough = cpuNanos() + ROUND.toNanos();
        return look(deadline, () -> cpuNanos() >= enough);
    }

    /** Waits until the compilers rest; how many looks it took. */
    private Future<Integer> drain(long deadline) {
        long[] compiled = {Compilers.nanos()};
        return look(deadline, () -> {
            long now = Compilers.nanos();
            boolean resting = now - compiled[0] < SETTLED * LOOK_MILLIS * 1e6;
            compiled[0] = now;
            return resting;
        });
    }

    /** Looks every now and then until something holds or it is too late; how many looks it took. */
    private Future<Integer> look(long deadline, BooleanSupplier holds) {
        Promise<Integer> promise = Promise.promise();
        int[] looks = {0};
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            looks[0]++;
            // A report is cut and encoded, as a master will ask for it.
            engine.cut();
            if (holds.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                vertx.cancelTimer(timer);
                promise.tryComplete(looks[0]);
            }
        });
        return promise.future();
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
