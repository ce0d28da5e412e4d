package dev.onrush.runner.worker;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.cpu.Compilers;
import dev.onrush.runner.http.ClientSettings;
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
import java.util.function.BooleanSupplier;

/**
 * A short run of an engine from its first request to its last, as a part of a warm-up. What happens once in a run, such as making a user, opening its
 * connection or counting under a name for the first time, is to the JVM's compilers what never happens, unless it has happened in a run before.
 */
final class WarmUpRun {
    private static final int USERS = 32;

    /** So many of them leave and others come, all the time: what only a user's first request does is practised as long as there are any. */
    private static final int NEWCOMERS = 4;

    /** Requests that are given up at the end would break connections, which nothing before has done. */
    private static final Duration DRAIN = Duration.ofMillis(200);

    /** CPU time of the first arrivals, for which users are made. */
    private static final Duration BEGINNING = Duration.ofMillis(50);

    /** CPU time at full speed. */
    private static final Duration FULL_SPEED = Duration.ofMillis(100);

    /** CPU time of arrivals alone after that, some thousands: the JVM compiles most methods when they were called 5,000 times, in several runs together. */
    private static final Duration ARRIVING = Duration.ofMillis(150);

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

    /** What is said once a second in a run is said so often here. */
    private static final int LOOKS_UNTIL_EXCHANGE = 2;

    /** Addresses are looked up again as often, for that would else happen for the first time half a minute into a run, when it takes over a millisecond. */
    private static final Duration LOOK_UP = Duration.ofMillis(100);

    private static final RateCurve RATE = RateCurve.constant(ARRIVALS_PER_SECOND, Duration.ofHours(1));

    private final Vertx vertx;
    private final Context context;
    private final Compilers compilers;
    private final LoadEngine engine;
    private final long deadline;
    private long granted;
    private int asked;
    private boolean over;
    private int users;
    private int looks;
    private Rehearsal rehearsal;

    private WarmUpRun(Context context, Compilers compilers, Plan plan, URI target, long deadline) {
        this.vertx = context.owner();
        this.context = context;
        this.compilers = compilers;
        ClientSettings settings = ClientSettings.of(plan).lookingUpEvery(LOOK_UP);
        this.engine = new LoadEngine(new DeclaredUsers(plan, settings), target, 0, this::askForMore);
        this.deadline = deadline;
    }

    /**
     * Completes when the run is over. Target and master are made for it, and closed after it: that is what the first of the real ones would be, too.
     *
     * @param deadline of {@link System#nanoTime}; the run is shorter where it would not end before
     */
    static Future<Void> of(Plan plan, Context context, Compilers compilers, long deadline) {
        Vertx vertx = context.owner();
        RehearsalMaster master = new RehearsalMaster();
        return LoopbackTarget.listen(vertx).compose(target -> vertx.deployVerticle(master)
                .compose(id -> new WarmUpRun(context, compilers, plan, target.uri(), deadline)
                        .with(master)
                        .eventually(() -> vertx.undeploy(id)))
                .eventually(target::close));
    }

    private Future<Void> with(RehearsalMaster master) {
        return vertx.deployVerticle(engine).compose(id -> Rehearsal.with(master, vertx, context, engine)
                .compose(this::drive)
                .eventually(() -> vertx.undeploy(id)));
    }

    /** Load and compilers have the core in turns: beside load they get only a part of it, and it runs slowly until they are done. */
    private Future<Void> drive(Rehearsal joined) {
        rehearsal = joined;
        long origin = System.nanoTime();
        engine.begin(origin);
        engine.giveWay(compilers.clocks());
        context.runOnContext(_ -> grant());
        return engine.arrive(everyNth(1), origin)
                .compose(_ -> work(BEGINNING))
                .compose(_ -> rest(origin))
                .compose(_ -> moveTo(USERS))
                .compose(_ -> work(FULL_SPEED))
                .compose(_ -> moveTo(0))
                .compose(_ -> rest(origin))
                .compose(_ -> engine.arrive(everyNth(1), origin))
                .compose(_ -> work(ARRIVING))
                .compose(_ -> rest(origin))
                .compose(_ -> engine.turns(TURNS))
                .compose(_ -> rest(origin))
                .compose(_ -> engine.stopUsers(DRAIN))
                .onComplete(_ -> context.runOnContext(_ -> end()));
    }

    /** Hardly any load until the compilers have nothing to do. */
    private Future<Void> rest(long origin) {
        return engine.arrive(everyNth(RESTING), origin).compose(_ -> look(new CompilersAtRest(compilers)));
    }

    private void end() {
        over = true;
        rehearsal.end();
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

    private Future<Void> moveTo(int wanted) {
        users = wanted;
        return engine.moveTo(WarmUpPlan.users(users), Duration.ZERO);
    }

    private void replaceSome() {
        if (users > 0) {
            engine.moveTo(WarmUpPlan.users(users - NEWCOMERS), Duration.ZERO);
            moveTo(users);
        }
    }

    private static ArrivalPlan everyNth(int n) {
        List<ArrivalShare> shares = List.of(new ArrivalShare(0, n, 0));
        return new ArrivalPlan(RATE, false, USERS, Duration.ofSeconds(1), WarmUpPlan.users(2), shares);
    }

    /** Waits until the load has used some CPU. */
    private Future<Void> work(Duration cpu) {
        long enough = loadNanos() + cpu.toNanos();
        return look(() -> loadNanos() >= enough);
    }

    private long loadNanos() {
        return WarmUp.cpuNanos() - compilers.nanos();
    }

    /** Looks every now and then until something holds or it is too late. */
    private Future<Void> look(BooleanSupplier holds) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> vertx.setPeriodic(CompilersAtRest.LOOK_MILLIS, timer -> {
            if (++looks % LOOKS_UNTIL_EXCHANGE == 0) {
                rehearsal.exchange();
                replaceSome();
            }
            if (holds.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                vertx.cancelTimer(timer);
                promise.tryComplete();
            }
        }));
        return promise.future();
    }
}
