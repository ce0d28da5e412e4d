package dev.onrush.runner.worker;

import dev.onrush.runner.blocking.CodedUsers;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.http.TargetCheck;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import dev.onrush.runner.load.UserKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;

/** What a worker drives load with in one run, and what tells the master of it. Used on the worker's context. */
final class LoadSide {
    private final Vertx vertx;
    private final MasterLink link;
    private final Messages.Registered registration;
    private final LoadEngine engine;
    private final LoadOrders orders;
    private final Heart heart;
    private final Reporter reporter;
    private final LogFeed log;

    private LoadSide(
            Vertx vertx,
            Context context,
            MasterLink link,
            WorkerOptions options,
            Messages.Registered registration,
            PlanSide plan,
            PlanRuntime runtime,
            LoadEngine engine) {
        this.vertx = vertx;
        this.link = link;
        this.registration = registration;
        this.engine = engine;
        orders = new LoadOrders(engine, next -> plan.then(runtime.events().testStart, next));
        heart = Heart.of(context, link, engine, plan::heartbeat, plan::usage);
        reporter = new Reporter(vertx, context, link, engine, plan::report);
        log = new LogFeed(context, link, options.log());
    }

    /**
     * Starts the engine; fails where it does not start.
     *
     * @param registration the place in the run
     * @param beat sends a heartbeat; may be called on any thread
     */
    static Future<LoadSide> open(
            Vertx vertx,
            Context context,
            MasterLink link,
            WorkerOptions options,
            Messages.Registered registration,
            PlanSide plan,
            PlanRuntime runtime,
            Runnable beat) {
        LoadEngine engine =
                new LoadEngine(users(runtime), URI.create(registration.target()), registration.index(), beat);
        return vertx.deployVerticle(engine)
                .map(_ -> new LoadSide(vertx, context, link, options, registration, plan, runtime, engine));
    }

    private static UserKind users(PlanRuntime runtime) {
        return switch (runtime.plan()) {
            case LoadedPlan.Declared declared -> new DeclaredUsers(declared.plan());
            case LoadedPlan.Coded coded -> new CodedUsers(coded.plan(), runtime);
        };
    }

    /** Reports and sends its log from now on. */
    void reportRegularly() {
        // Workers that started together do not report together.
        long offset = 1 + registration.index() * 37L % registration.reportMillis();
        vertx.setPeriodic(offset, registration.reportMillis(), _ -> reporter.report());
        vertx.setPeriodic(LogFeed.EVERY_MILLIS, _ -> log.send());
    }

    /** Completes when nothing is left to wait for before the run may begin, the target included. */
    Future<Void> ready(Duration compileFor) {
        Duration longest = Duration.ofMillis(registration.targetWaitMillis());
        return TargetCheck.await(vertx, URI.create(registration.target()), longest, link::waiting)
                .compose(_ -> CompilersAtRest.await(vertx, compileFor))
                .compose(_ -> ClockQuestions.ask(vertx, link))
                .mapEmpty();
    }

    LoadEngine engine() {
        return engine;
    }

    LoadOrders orders() {
        return orders;
    }

    Heart heart() {
        return heart;
    }

    /** All that is left to report, after the users have ended. */
    void finish(Runnable whenAcknowledged) {
        log.send();
        reporter.finish(whenAcknowledged);
    }

    /** The master is another one, and gets all that was measured. */
    void startOver() {
        reporter.startOver();
    }
}
