package dev.onrush.runner.worker;

import dev.onrush.contract.plan.Client;
import dev.onrush.runner.blocking.CodedUsers;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.http.TargetCheck;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import dev.onrush.runner.load.UserKind;
import dev.onrush.runner.log.LogLines;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What a worker drives load with in one run, and what tells the master of it. Used on the worker's context. */
final class LoadSide {
    /** What a worker has to do in a run, and whom it works for. */
    record Assignment(
            Vertx vertx,
            Context context,
            MasterLink link,
            Messages.Registered registration,
            PlanSide plan,
            PlanRuntime runtime) {
        URI target() {
            return URI.create(registration.target());
        }
    }

    private final Assignment assignment;
    private final LoadEngine engine;
    private final LoadOrders orders;
    private final Heart heart;
    private final Reporter reporter;
    private final LogFeed log;

    private LoadSide(Assignment assignment, LoadEngine engine, LogLines lines) {
        this.assignment = assignment;
        this.engine = engine;
        Context context = assignment.context;
        MasterLink link = assignment.link;
        PlanSide plan = assignment.plan;
        orders = new LoadOrders(engine, next -> plan.then(assignment.runtime.events().testStart, next));
        heart = Heart.of(context, link, engine, plan::heartbeat, plan::usage);
        reporter = new Reporter(assignment.vertx, context, link, engine, plan::report);
        log = new LogFeed(context, link, lines);
    }

    /**
     * Starts the engine; fails where it does not start.
     *
     * @param beat sends a heartbeat; may be called on any thread
     */
    static Future<LoadSide> open(Assignment assignment, LogLines lines, Runnable beat) {
        LoadEngine engine =
                new LoadEngine(users(assignment.runtime), assignment.target(), assignment.registration.index(), beat);
        return assignment.vertx.deployVerticle(engine).map(_ -> new LoadSide(assignment, engine, lines));
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
        Vertx vertx = assignment.vertx;
        Messages.Registered registration = assignment.registration;
        long offset = 1 + registration.index() * 37L % registration.reportMillis();
        vertx.setPeriodic(offset, registration.reportMillis(), _ -> reporter.report());
        vertx.setPeriodic(LogFeed.EVERY_MILLIS, _ -> log.send());
    }

    /** Completes when nothing is left to wait for before the run may begin, the target included. */
    Future<Void> ready(Duration compileFor) {
        Duration longest = Duration.ofMillis(assignment.registration.targetWaitMillis());
        Vertx vertx = assignment.vertx;
        MasterLink link = assignment.link;
        return TargetCheck.await(vertx, assignment.target(), longest, link::waiting)
                // Where the target was not there yet, its name was not either.
                .compose(_ -> engine.lookUpAgain())
                .compose(_ -> CompilersAside.whenAtRest(vertx, engine, declaredClient(), compileFor))
                .compose(_ -> ClockQuestions.ask(vertx, link))
                .mapEmpty();
    }

    private Optional<Client> declaredClient() {
        return switch (assignment.runtime.plan()) {
            case LoadedPlan.Declared declared -> Optional.of(declared.plan().client());
            case LoadedPlan.Coded _ -> Optional.empty();
        };
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

    /** The master is another one, and gets all that was measured. @param resets how often it has seen that forgotten */
    void startOver(long resets) {
        reporter.startOver(resets);
    }

    /** What was measured so far no longer counts. @param number how often that was so by now */
    void forget(long number) {
        reporter.forget(number);
    }
}
