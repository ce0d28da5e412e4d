package dev.onrush.runner.worker;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.cpu.Compilers;
import dev.onrush.runner.http.LoopbackTarget;
import dev.onrush.runner.load.ArrivalPlan;
import dev.onrush.runner.load.ArrivalShare;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
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

    /** So many of them leave and others come, all the time: what only a user's first request does is practised as long as there are any. */
    private static final int NEWCOMERS = 4;

    /** Requests that are given up at the end would break connections, which nothing before has done. */
    private static final Duration DRAIN = Duration.ofMillis(200);

    /** CPU time of the process for one client at least: compiling goes on beside. */
    private static final Duration CPU = Duration.ofMillis(1_500);

    /** Where compiling does not come to an end, or the process gets less than a core, nobody waits any longer, for all clients together. */
    private static final Duration LONGEST = Duration.ofMillis(8_000);

    /** What is still compiled when the engine has done all of it once more is of no importance: at most this share of the CPU time of that. */
    private static final double COMPILED = 0.03;

    /** CPU time at full speed in each turn. */
    private static final Duration FULL_SPEED = Duration.ofMillis(100);

    /** CPU time of arrivals alone after that, some 9,000: the JVM compiles most methods when they were called 5,000 times. */
    private static final Duration ARRIVING = Duration.ofMillis(300);

    /** A turn that cannot come to its end only leaves the compilers something to do. */
    private static final Duration LEAST_TURN = Duration.ofMillis(500);

    /** Of the open model, beside the users and then alone. */
    private static final double ARRIVALS_PER_SECOND = 20_000;

    /** While the compilers are left alone only one of so many arrivals starts. */
    private static final int RESTING = 40;

    /**
     * The loop's own code is one method that is never left, which is compiled to the end when it has gone round 40,000 times since it was last thrown away
     * ({@code Tier4BackEdgeThreshold}): at arrivals' pace that would be in the run's first second.
     */
    private static final int TURNS = 50_000;

    /** Requests are granted as a master does it, so that asking for more is practised, too. */
    private static final long GRANT = 2_000;

    /** Every so often more is granted only when nothing is left, so that requests have to wait for it, as a run's first ones do. */
    private static final int GRANTS_UNTIL_LATE = 4;

    private static final long LATE_LOOK_MILLIS = 2;

    private static final RateCurve RATE = RateCurve.constant(ARRIVALS_PER_SECOND, Duration.ofHours(1));

    private final Vertx vertx;
    private final LoadEngine engine;
    private final Context context;
    private long granted;
    private int asked;
    private boolean over;
    private int users;
    private Rehearsal rehearsal;

    private WarmUp(Vertx vertx, Client client, URI target) throws InvalidInputException {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.engine = new LoadEngine(new DeclaredUsers(WarmUpPlan.of(client)), target, 0, this::askForMore);
    }

    private void askForMore() {
        boolean late = ++asked % GRANTS_UNTIL_LATE == 0;
        context.runOnContext(_ -> {
            if (late) {
                grantWhenNoneIsLeft();
            } else {
                grant();
            }
        });
    }

    private void grantWhenNoneIsLeft() {
        engine.vitals()
                .onSuccess(vitals -> context.runOnContext(_ -> {
                    if (vitals.started() >= granted) {
                        grant();
                    } else if (!over) {
                        vertx.setTimer(LATE_LOOK_MILLIS, _ -> grantWhenNoneIsLeft());
                    }
                }));
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
        List<Client> clients = WarmUpPlan.clients(plan);
        for (Client client : clients) {
            done = done.compose(_ -> run(vertx, client, LONGEST.dividedBy(clients.size())));
        }
        return done.otherwiseEmpty();
    }

    private static Future<Void> run(Vertx vertx, Client client, Duration longest) {
        return LoopbackTarget.listen(vertx).compose(target -> {
            try {
                WarmUp warmUp = new WarmUp(vertx, client, target.uri());
                return vertx.deployVerticle(warmUp.engine)
                        .compose(id -> warmUp.rehearse(longest).eventually(() -> vertx.undeploy(id)))
                        .eventually(target::close);
            } catch (InvalidInputException e) {
                return target.close().compose(_ -> Future.failedFuture(e));
            }
        });
    }

    private Future<Void> rehearse(Duration longest) {
        RehearsalMaster master = new RehearsalMaster();
        return vertx.deployVerticle(master).compose(id -> Rehearsal.with(master, vertx, context, engine)
                .onSuccess(joined -> rehearsal = joined)
                .compose(_ -> drive(longest))
                .eventually(() -> vertx.undeploy(id)));
    }

    private Future<Void> drive(Duration longest) {
        long origin = System.nanoTime();
        engine.begin(origin);
        context.runOnContext(_ -> grant());
        long deadline = origin + longest.toNanos();
        return rounds(origin, cpuNanos() + CPU.toNanos(), deadline)
                .compose(_ -> engine.stopUsers(DRAIN))
                .onComplete(_ -> context.runOnContext(_ -> end()))
                .compose(_ -> tidy());
    }

    private void end() {
        over = true;
        rehearsal.end();
    }

    /** What the start left behind would be collected in the run's first seconds, and what stays would be copied there. */
    private Future<Void> tidy() {
        return vertx.executeBlocking(() -> {
            System.gc();
            return null;
        });
    }

    /**
     * Full speed, arrivals alone with pauses between them, and hardly anything in turns, until hardly anything was compiled in all of a
     * turn. While there is load the compilers get only a part of the core, and what they have not done by the end would slow down the run.
     */
    private Future<Void> rounds(long origin, long cpuNanos, long deadline) {
        long compiledBefore = Compilers.nanos();
        long usedBefore = cpuNanos();
        return engine.arrive(everyNth(1), origin)
                .compose(_ -> moveTo(USERS))
                .compose(_ -> work(FULL_SPEED, deadline))
                .compose(_ -> moveTo(0))
                .compose(_ -> work(ARRIVING, deadline))
                .compose(_ -> engine.turns(TURNS))
                .compose(_ -> engine.arrive(everyNth(RESTING), origin))
                .compose(_ -> drain(deadline))
                .compose(_ -> {
                    long used = cpuNanos();
                    boolean compiled = Compilers.nanos() - compiledBefore < COMPILED * (used - usedBefore);
                    return compiled && used >= cpuNanos || System.nanoTime() + LEAST_TURN.toNanos() - deadline >= 0
                            ? Future.succeededFuture()
                            : rounds(origin, cpuNanos, deadline);
                });
    }

    private Future<Void> moveTo(int wanted) {
        users = wanted;
        return engine.moveTo(Map.of(WarmUpPlan.USER, users), Duration.ZERO);
    }

    private void replaceSome() {
        if (users > 0) {
            engine.moveTo(Map.of(WarmUpPlan.USER, users - NEWCOMERS), Duration.ZERO);
            moveTo(users);
        }
    }

    private static ArrivalPlan everyNth(int n) {
        List<ArrivalShare> shares = List.of(new ArrivalShare(0, n, 0));
        return new ArrivalPlan(RATE, false, USERS, Duration.ofSeconds(1), Map.of(WarmUpPlan.USER, 1), shares);
    }

    /** Waits until the process has used some CPU. */
    private Future<Void> work(Duration cpu, long deadline) {
        long enough = cpuNanos() + cpu.toNanos();
        return look(deadline, () -> cpuNanos() >= enough);
    }

    /** Waits until the compilers rest. */
    private Future<Void> drain(long deadline) {
        return look(deadline, new CompilersAtRest());
    }

    /** Looks every now and then until something holds or it is too late. */
    private Future<Void> look(long deadline, BooleanSupplier holds) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> vertx.setPeriodic(CompilersAtRest.LOOK_MILLIS, timer -> {
            rehearsal.exchange();
            replaceSome();
            if (holds.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                vertx.cancelTimer(timer);
                promise.tryComplete();
            }
        }));
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
