package dev.onrush.runner.worker;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.blocking.CodedUsers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.http.TargetCheck;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import dev.onrush.runner.load.UserKind;
import dev.onrush.runner.worker.WorkerExit.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker, from its first attempt to reach the master until everything that it measured is acknowledged. */
public final class Worker extends VerticleBase implements Enrolment.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerOptions options;
    private final Promise<WorkerExit> exit = Promise.promise();
    private PlanRuntime runtime;
    private PlanSide plan;
    private Enrolment enrolment;
    private MasterLink link;
    private Messages.Registered registration;
    private LoadEngine engine;
    private Heart heart;
    private Reporter reporter;
    private LogFeed log;
    private boolean prepared;
    private boolean cutOff;
    private boolean reported;
    private boolean finishing;
    private LoadOrders orders;

    public Worker(WorkerOptions options) {
        this.options = options;
    }

    /** How the worker ended; never fails. */
    public Future<WorkerExit> exit() {
        return exit.future();
    }

    @Override
    public Future<?> start() {
        enrolment = new Enrolment(vertx, options, this);
        link = enrolment.link();
        on(Addresses.START, Messages.Start.class, ordered(this::begin));
        on(Addresses.SPAWN, Messages.Spawn.class, ordered(spawn -> orders.spawn(spawn, link.clock())));
        on(Addresses.ARRIVALS, Messages.Arrivals.class, ordered(arrivals -> orders.arrive(arrivals, link.clock())));
        on(
                Addresses.STOP,
                Messages.Stop.class,
                stop -> finish(Duration.ofMillis(stop.drainMillis()), stop.arrivals(), false));
        on(Addresses.QUIT, Messages.Quit.class, this::quit);
        if (options.plan().files().isEmpty()) {
            enrolment.fetchPlan().onSuccess(this::useFetched);
            return Future.succeededFuture();
        }
        try {
            use(options.plan().files().get());
            return Future.succeededFuture();
        } catch (InvalidInputException e) {
            return Future.failedFuture(e);
        }
    }

    private void useFetched(PlanFiles files) {
        try {
            use(files);
        } catch (InvalidInputException e) {
            end(Reason.REFUSED, "the master's plan: " + e.getMessage());
        }
    }

    private void use(PlanFiles files) throws InvalidInputException {
        runtime = options.plan().runtime(files);
        plan = new PlanSide(runtime, vertx, context, link);
        listenForPlan();
        enrolment.begin(files.hash());
    }

    /** Leaves the run in good order: users stop, and what they measured is reported. Completes when the master has it. */
    public Future<WorkerExit> leave(Duration drain) {
        context.runOnContext(ignored -> finish(drain, 0, true));
        return exit.future();
    }

    private void listenForPlan() {
        on(Addresses.CUSTOM_TO_WORKER, Messages.Custom.class, plan::received);
        on(Addresses.SPAWNING_COMPLETE, Messages.SpawningComplete.class, _ -> plan.spawningComplete());
        on(Addresses.RESET_STATS, Messages.ResetStats.class, _ -> resetStatistics());
    }

    private void resetStatistics() {
        if (engine != null) {
            engine.forget();
        }
        plan.then(runtime.events().resetStats, () -> {});
    }

    private void quit(Messages.Quit quit) {
        if (quit.again()) {
            end(Reason.NEXT_RUN, "waiting for the next run");
        } else {
            end(Reason.FINISHED, "the run is over");
        }
    }

    private <T extends Record> void on(String address, Class<T> type, Consumer<T> handler) {
        vertx.eventBus().<JsonObject>localConsumer(address, message -> {
            try {
                handler.accept(Bodies.read(message.body(), type));
            } catch (ProtocolException e) {
                LOG.warn("{}: {}", address, e.getMessage());
            }
        });
    }

    private void begin(Messages.Start start) {
        orders.begin(start, link.clock()).onSuccess(begun -> {
            LOG.info("began {} us after the moment, which is known to {} us", begun.lateMicros(), begun.boundMicros());
            context.runOnContext(_ -> link.begun(begun));
        });
    }

    /** Heeded only once there is something to drive load with. */
    private <T> Consumer<T> ordered(Consumer<T> order) {
        return message -> {
            if (engine != null) {
                order.accept(message);
            }
        };
    }

    @Override
    public void registered(Messages.Registered now) {
        if (registration != null && !registration.runId().equals(now.runId())) {
            // Nothing more can come of the run where it is over for this worker, where there was none, and where nobody
            // goes on with it.
            boolean free = reported || registration.target() == null || now.target() == null;
            end(free ? Reason.NEXT_RUN : Reason.MASTER_LOST, "the master now has another run");
            return;
        }
        boolean first = registration == null;
        if (!first && now.target() == null && registration.target() != null) {
            // A master that started again and does not know of the run. It breaks the connection when it does.
            link.ready(resume(), registration.startedWith());
            heart.heard();
            return;
        }
        boolean another = !first && !registration.epoch().equals(now.epoch());
        registration = now;
        cutOff = false;
        if (first && now.target() == null) {
            LOG.info("registered; there is no run yet");
            waitForRun();
        } else if (first) {
            LOG.info("worker {} of run {}", now.index(), now.runId());
            choose(now);
        } else if (heart != null) {
            Messages.Resume resume = resume();
            heart.heard();
            plan.connected();
            beat();
            if (another) {
                LOG.info("the master is another one: it gets everything that was measured");
                reported = false;
                plan.startOver();
                reporter.startOver();
            }
            if (prepared) {
                link.ready(resume, registration.startedWith());
            }
        }
    }

    private Messages.Resume resume() {
        // One that waits between runs knows of none.
        return orders == null ? null : heart.resume(orders.users(), orders.shares(), finishing);
    }

    private void choose(Messages.Registered now) {
        try {
            plan.choose(now);
            plan.enter(now, this::prepare);
        } catch (InvalidInputException e) {
            end(Reason.REFUSED, e.getMessage());
        }
    }

    @Override
    public Messages.Member member() {
        return engine == null || reported ? null : new Messages.Member(registration.runId(), registration.index());
    }

    @Override
    public void rejected(Reason reason, String message) {
        end(reason, message);
    }

    /** There is nothing to get ready for; heartbeats say that this worker is there. */
    private void waitForRun() {
        heart = Heart.idle(context, link);
        vertx.setPeriodic(registration.heartbeatMillis(), ignored -> beat());
        link.ready(null, null);
        beat();
    }

    private void prepare() {
        LoadEngine loading = new LoadEngine(
                users(),
                URI.create(registration.target()),
                registration.index(),
                () -> context.runOnContext(ignored -> beat()));
        vertx.deployVerticle(loading).onComplete(deployed -> {
            if (deployed.failed()) {
                end(Reason.REFUSED, "the load engine did not start: " + deployed.cause());
                return;
            }
            engine = loading;
            orders = new LoadOrders(engine, next -> plan.then(runtime.events().testStart, next));
            heart = Heart.of(context, link, engine, plan::heartbeat, plan::usage);
            reporter = new Reporter(vertx, context, link, engine, plan::report);
            vertx.setPeriodic(registration.heartbeatMillis(), ignored -> beat());
            // Workers that started together do not report together.
            long offset = 1 + registration.index() * 37L % registration.reportMillis();
            vertx.setPeriodic(offset, registration.reportMillis(), ignored -> reporter.report());
            log = new LogFeed(context, link, options.log());
            vertx.setPeriodic(LogFeed.EVERY_MILLIS, _ -> log.send());
            beat();
            awaitTarget();
        });
    }

    private UserKind users() {
        return switch (runtime.plan()) {
            case LoadedPlan.Declared declared -> new DeclaredUsers(declared.plan());
            case LoadedPlan.Coded coded -> new CodedUsers(coded.plan(), runtime);
        };
    }

    /** Heartbeats go on meanwhile. */
    private void awaitTarget() {
        Duration longest = Duration.ofMillis(registration.targetWaitMillis());
        TargetCheck.await(vertx, URI.create(registration.target()), longest, link::waiting)
                .compose(_ -> CompilersAtRest.await(vertx, options.compileFor()))
                .compose(_ -> ClockQuestions.ask(vertx, link))
                .onSuccess(_ -> {
                    prepared = true;
                    link.ready(null, registration.startedWith());
                });
    }

    private void beat() {
        if (heart == null) {
            return;
        }
        long silence = heart.silenceMillis();
        if (silence <= registration.leaseMillis()) {
            if (link.isOpen()) {
                heart.beat();
            } else {
                enrolment.connect();
            }
        } else if (engine == null) {
            // Where nothing runs yet, nothing is lost: the worker looks for its master anew.
            end(Reason.NEXT_RUN, "the master has been silent for " + silence + " ms");
        } else if (silence <= registration.leaseMillis() + options.rejoinFor().toMillis()) {
            cutOff(silence);
        } else {
            end(
                    Reason.MASTER_LOST,
                    "the master has been silent for " + silence + " ms; users were stopped after "
                            + registration.leaseMillis() + " ms");
        }
    }

    /** Others have this worker's share by now. What it measured stays in its recorder, to be reported if it can return. */
    private void cutOff(long silence) {
        if (!cutOff) {
            cutOff = true;
            LOG.warn("the master has been silent for {} ms: users stop, and this worker tries to return", silence);
            orders.end();
            link.close();
        }
        enrolment.connect();
    }

    private void finish(Duration drain, long due, boolean leaving) {
        if (engine == null) {
            end(Reason.FINISHED, "stopped before it began");
            return;
        }
        if (!finishing) {
            finishing = true;
            plan.then(runtime.events().testStopping, () -> engine.stopUsers(drain, due)
                    .onComplete(_ -> context.runOnContext(
                            _ -> plan.then(runtime.events().testStop, () -> plan.flush(() -> report(leaving))))));
        }
    }

    private void report(boolean leaving) {
        log.send();
        reporter.finish(() -> {
            reported = true;
            if (leaving) {
                end(Reason.FINISHED, "left the run; everything is reported");
            }
        });
    }

    private void end(Reason reason, String message) {
        WorkerExit how = reported && reason != Reason.NEXT_RUN
                ? new WorkerExit(Reason.FINISHED, message + "; everything was reported")
                : new WorkerExit(reason, message);
        if (exit.tryComplete(how)) {
            LOG.info("{}", message);
            enrolment.end();
            if (engine != null) {
                engine.stopUsers(Duration.ZERO);
            }
        }
    }
}
