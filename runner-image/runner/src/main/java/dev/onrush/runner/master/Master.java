package dev.onrush.runner.master;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Distrust;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.contract.run.RunSpecReader;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.WorkerEntry.State;
import dev.onrush.runner.report.Arrivals;
import dev.onrush.runner.report.CountedException;
import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Observer;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.ReportBuilder;
import dev.onrush.runner.report.Statistics;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, from waiting for its workers to its final summary. */
public final class Master extends VerticleBase implements Course {
    private static final Logger LOG = LoggerFactory.getLogger(Master.class);

    private static final long OBSERVE_MILLIS = 1_000;

    private final MasterOptions options;
    private final RunDefinition definition;
    private final MasterOptions.Timing timing;
    private final String planHash;
    private final RequestNames names;
    private final RunStatistics statistics;
    private final Observer observer;
    private final WorkerRegistry workers;
    private final Pacer pacer;
    private final ArrivalSchedule arrivals;
    private final RunRecord run;
    private final Promise<RunSummary> finished = Promise.promise();
    private final PlanRuntime runtime;
    private final Promise<Void> spawned = Promise.promise();
    private PlanSide plan;
    private Optional<ShapeSide> shape = Optional.empty();
    private BusServer bus;
    private MasterHealth health;
    private boolean begun;
    private boolean taken;
    private boolean awaiting;

    /** @param plan what the plan's files in the options read as */
    public Master(MasterOptions options, Plan plan) {
        this(options, new PlanRuntime(new LoadedPlan.Declared(options.plan(), plan), Role.MASTER, null), null);
    }

    /** @param runtime the plan of the options' files, for as long as the process lives */
    public Master(MasterOptions options, PlanRuntime runtime) {
        this(options, runtime, null);
    }

    /** @param port where workers connect already, and go on to be connected after this run; null to listen for this run only */
    public Master(MasterOptions options, PlanRuntime runtime, BusServer port) {
        this.bus = port;
        this.options = options;
        this.runtime = runtime;
        this.run = new RunRecord(options.runId());
        this.definition = options.definition();
        this.timing = options.timing();
        this.planHash = options.plan().hash();
        this.names = runtime.plan() instanceof LoadedPlan.Declared declared
                ? RequestNames.of(declared.plan())
                : new RequestNames();
        this.statistics = new RunStatistics();
        this.observer = new Observer(names, statistics);
        List<UserClass> classes = options.classes().of(runtime.plan().classes());
        this.workers = new WorkerRegistry(definition.workers(), options.joining() == Joining.EXACT, classes.size());
        List<ClassShare> shares = classes.stream().map(ClassShare::of).toList();
        this.pacer = new Pacer(definition.shape(), shares, definition.lostWorkers(), definition.workers());
        this.arrivals = definition.shape() instanceof LoadShape.Arrivals open
                ? new ArrivalSchedule(open, shares, definition.lostWorkers())
                : null;
    }

    @Override
    public Future<?> start() {
        plan = new PlanSide(
                runtime,
                context,
                (worker, message) -> bus.send(worker, Addresses.CUSTOM_TO_WORKER, message),
                reason -> requestStop("the plan stopped the test: " + reason));
        Conversation conversation = new Conversation(options, names, statistics, workers, run, this, plan);
        MasterEndpoint.bind(vertx.eventBus(), conversation);
        PlanOffer.bind(vertx.eventBus(), options.plan());
        vertx.setTimer(Math.max(1, definition.startDeadline().toMillis()), _ -> startDeadline());
        vertx.setPeriodic(timing.heartbeat().toMillis(), _ -> watch());
        vertx.setPeriodic(OBSERVE_MILLIS, _ -> {
            if (run.state() == RunState.Running || run.state() == RunState.Stopping) {
                observer.look(System.nanoTime(), Instant.now(), workers.users());
            }
        });
        health = new MasterHealth();
        vertx.setPeriodic(MasterHealth.EVERY.toMillis(), _ -> plan.usage(health.look()));
        // What an earlier run of the same process left.
        runtime.exceptions().cut();
        // Workers find whatever the plan registered.
        Future<Void> initialized = Future.fromCompletionStage(plan.enter(options), context);
        if (bus != null) {
            return initialized;
        }
        bus = new BusServer(vertx, options.credentials());
        return initialized.compose(_ -> bus.listen(options.bindHost(), options.bindPort()));
    }

    /** The port that workers connect to. */
    public int port() {
        return bus.port();
    }

    public String runId() {
        return run.id();
    }

    /** Where the run is, in Locust's words: spawning, running, stopping, stopped. */
    public Future<String> progress() {
        return onContext(() -> switch (run.state()) {
            case Starting -> "spawning";
            case Running -> workers.users() < pacer.wanted() ? "spawning" : "running";
            case Stopping -> "stopping";
            case Finished, Error -> "stopped";
        });
    }

    /** The final summary; never fails. */
    public Future<RunSummary> finished() {
        return finished.future();
    }

    /** The summary as of now. */
    public Future<RunSummary> summary() {
        return onContext(() -> snapshot().summary());
    }

    /** The workers, lost ones included. */
    public Future<List<WorkerView>> workers() {
        return onContext(() -> {
            WorkerStates states = new WorkerStates(timing);
            boolean stopping = run.state() == RunState.Stopping;
            long now = System.nanoTime();
            return workers.all().stream()
                    .map(worker -> states.view(worker, stopping, now))
                    .toList();
        });
    }

    /** What was measured until now, by name. */
    public Future<Statistics> statistics() {
        return onContext(() ->
                observer.statistics(Instant.now(), workers.users(), Duration.ofNanos(run.ranNanos(System.nanoTime()))));
    }

    /** Exceptions of the plan's code, the most frequent first; a declared plan has none. */
    public Future<List<CountedException>> exceptions() {
        return onContext(this::thrown);
    }

    private List<CountedException> thrown() {
        return runtime.exceptions().list().stream()
                .map(e -> new CountedException(
                        e.count(), e.message(), e.at(), runtime.exceptions().nodes(e)))
                .toList();
    }

    /** Completes when as many users run as are wanted, for the first time; never where the load has stages. */
    public Future<Void> spawned() {
        return spawned.future();
    }

    /** The run's course so far. */
    public Future<List<History.Point>> history() {
        return onContext(observer::history);
    }

    /** Everything that is known now. */
    public Future<Report> report() {
        return onContext(() -> snapshot().report().with(thrown()));
    }

    /**
     * Another number of users while the test runs, reached at the spawn rate.
     *
     * @return fails with {@link InvalidInputException} when that is not possible
     */
    public Future<Void> changeLoad(Load load) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> {
            try {
                if (!(definition.shape() instanceof LoadShape.Ramp ramp)
                        || run.state().ordinal() > RunState.Running.ordinal()) {
                    throw new InvalidInputException(new Problem(
                            "load",
                            0,
                            "load",
                            "can change only while the test runs, and where it is a number of users"));
                }
                pacer.change(RunSpecReader.readChange(load, ramp));
                promise.complete();
            } catch (InvalidInputException e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    /**
     * Another number of workers while the test runs: more are let in, or so many fewer may leave in good order without being missed.
     *
     * @return fails with {@link InvalidInputException} when that is not possible
     */
    public Future<Void> changeWorkers(RunSpec.Workers wanted) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> {
            Integer count = wanted.cores();
            if (count == null || count < 1 || count > RunDefinition.MAX_WORKERS) {
                promise.fail(new InvalidInputException(new Problem(
                        "workers", 0, "cores", "expected 1 to " + RunDefinition.MAX_WORKERS + ", found " + count)));
            } else if (run.state().ordinal() > RunState.Running.ordinal()) {
                promise.fail(new InvalidInputException(
                        new Problem("workers", 0, "cores", "can change only while the test runs")));
            } else {
                expect(count);
                promise.complete();
            }
        });
        return promise.future();
    }

    private void expect(int count) {
        LOG.info("{} workers are wanted, instead of {}", count, workers.desired());
        workers.expect(count);
        pacer.workers(count);
        List<WorkerEntry> ready = workers.in(State.READY);
        if (run.state() == RunState.Starting && !begun && ready.size() >= count) {
            begin(ready);
        }
    }

    /** Forgets what was measured so far, of workers too: rates and counts are of the time from now on. */
    public Future<Void> resetStatistics() {
        return onContext(() -> {
            statistics.reset();
            observer.reset();
            runtime.exceptions().cut();
            run.measuringSince(System.nanoTime());
            workers.live().forEach(worker -> bus.send(worker.id(), Addresses.RESET_STATS, new Messages.ResetStats()));
            plan.then(runtime.events().resetStats, () -> {});
            return null;
        });
    }

    private <T> Future<T> onContext(Supplier<T> read) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> promise.complete(read.get()));
        return promise.future();
    }

    /** Stops the users; what was measured is kept. A run that has not begun ends without a result. */
    public void requestStop(String message) {
        requestStop(Reasons.STOPPED, message);
    }

    /** The same for a run that something outside cut short: what was measured is kept, but no verdict comes of it. */
    public void interrupt(String message) {
        requestStop(Reasons.INTERRUPTED, message);
    }

    private void requestStop(String reason, String message) {
        context.runOnContext(_ -> {
            switch (run.state()) {
                case Starting -> end(RunState.Error, reason, message + " before it began");
                case Running -> stop(reason, message);
                case Stopping, Finished, Error -> LOG.debug("already {}", run.state());
            }
        });
    }

    /** The run cannot begin, for a reason outside; one that already began goes on. */
    public void cannotBegin(String reason, String message) {
        context.runOnContext(_ -> {
            if (run.state() == RunState.Starting) {
                end(RunState.Error, reason, message);
            }
        });
    }

    @Override
    public void begin(List<WorkerEntry> ready) {
        if (begun) {
            // It came between the decision and the start, and gets its share at the next tick.
            ready.forEach(worker -> worker.state(State.RUNNING));
            return;
        }
        begun = true;
        plan.then(runtime.events().testStart, () -> {
            if (run.state() == RunState.Starting) {
                start(ready);
            }
        });
    }

    @Override
    public void takeOver(String runId) throws ProtocolException {
        // Which arrivals of the open model were started already, no worker can tell.
        boolean willing = options.takeover() != Takeover.NONE && arrivals == null;
        if (willing && run.id().equals(runId)) {
            return;
        }
        if (!willing || options.takeover() != Takeover.ANY_RUN || taken || begun || run.state() != RunState.Starting) {
            throw new ProtocolException("expected a worker of run " + run.id() + ", found one of run " + runId);
        }
        taken = true;
        run.takeOver(runId);
    }

    @Override
    public void resume(WorkerEntry worker, Messages.Resume resume) {
        if (run.state() == RunState.Starting && !begun && options.takeover() != Takeover.NONE) {
            goOn(Duration.ofMillis(
                    Math.clamp(resume.elapsedMillis(), 0, Duration.ofDays(3_650).toMillis())));
        }
        if (run.state() != RunState.Running) {
            return;
        }
        worker.assigned(pacer.counts(resume.users()));
        Messages.Pursued pursued = resume.pursued();
        if (pursued != null && definition.shape() instanceof LoadShape.Ramp ramp) {
            pacer.change(new LoadShape.Ramp(pursued.users(), pursued.spawnRate(), ramp.length()));
        }
        if (resume.stopping()) {
            stop(Reasons.STOPPED, "the master before this one was stopping the test");
        }
    }

    /** The run began with a master that is no more. */
    private void goOn(Duration elapsed) {
        LOG.warn("going on with run {}, which began {} s ago", run.id(), elapsed.toSeconds());
        begun = true;
        long now = System.nanoTime();
        run.started(now - elapsed.toNanos(), Instant.now().minus(elapsed).truncatedTo(ChronoUnit.MILLIS));
        pacer.from(elapsed);
        awaiting = true;
        shape = shape();
        vertx.setPeriodic(timing.tick().toMillis(), _ -> tick());
        vertx.setTimer(timing.lease().toMillis(), _ -> awaitNoLonger());
    }

    private void awaitNoLonger() {
        awaiting = false;
        run.notReturned(Math.max(0, workers.desired() - workers.all().size()));
        if (run.notReturned() > 0) {
            LOG.warn("{} workers did not come back", run.notReturned());
            afterLoss("did not come back");
        }
        endIfAllIsIn();
    }

    @Override
    public Messages.Pursued pursued() {
        return pacer.change()
                .map(ramp -> new Messages.Pursued(ramp.users(), ramp.spawnRate()))
                .orElse(null);
    }

    private void start(List<WorkerEntry> ready) {
        shape = shape();
        long delay = timing.startDelay().toMillis();
        if (arrivals == null) {
            pacer.tick(ready, timing.tick());
        } else {
            arrivals.update(ready, workers.desired(), Duration.ZERO);
            ready.forEach(worker -> tellArrivals(worker, timing.startDelay().negated()));
        }
        ready.forEach(worker -> {
            worker.state(State.RUNNING);
            Map<String, Integer> users = pacer.byName(worker.assigned());
            bus.send(
                    worker.id(),
                    Addresses.START,
                    new Messages.Start(delay, users, timing.tick().toMillis()));
        });
        vertx.setTimer(delay, _ -> {
            if (run.state() == RunState.Starting) {
                run.started(System.nanoTime(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
                LOG.info("{} workers are ready: the run begins", ready.size());
                vertx.setPeriodic(timing.tick().toMillis(), _ -> tick());
            }
        });
    }

    private void tick() {
        if (run.state() != RunState.Running) {
            return;
        }
        if (pacer.wanted() > 0 && workers.users() >= pacer.wanted()) {
            spawned.tryComplete();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - run.startNanos());
        if (elapsed.compareTo(definition.shape().length()) >= 0) {
            stop(Reasons.FINISHED, "the test ran to its end");
            return;
        }
        if (awaiting && workers.in(State.RUNNING).size() < workers.desired()) {
            // Nobody's share is given away before everybody had time to come back.
            return;
        }
        if (arrivals != null) {
            List<WorkerEntry> running = workers.in(State.RUNNING);
            if (arrivals.update(running, workers.desired(), elapsed)) {
                running.forEach(this::spawn);
            }
            return;
        }
        pacer.tick(workers.in(State.RUNNING), elapsed.plus(timing.tick()))
                .keySet()
                .forEach(this::spawn);
        shape.ifPresent(asked -> asked.at(elapsed, workers.users()));
        if (pacer.hasArrived(workers.users())) {
            List<WorkerEntry> running = workers.in(State.RUNNING);
            running.forEach(worker ->
                    bus.send(worker.id(), Addresses.SPAWNING_COMPLETE, new Messages.SpawningComplete(worker.users())));
            plan.spawningComplete(workers.users());
        }
    }

    private Optional<ShapeSide> shape() {
        return runtime.shape()
                .map(asked -> new ShapeSide(
                        asked,
                        context,
                        pacer,
                        () -> stopBy(Reasons.FINISHED, "the load shape ended the test"),
                        message -> stopBy(Reasons.LOAD_SHAPE_FAILED, message)));
    }

    private void stopBy(String reason, String message) {
        if (run.state() == RunState.Running) {
            stop(reason, message);
        }
    }

    @Override
    public void stopTest(String message) {
        requestStop(message);
    }

    @Override
    public void spawn(WorkerEntry worker) {
        if (arrivals != null) {
            tellArrivals(worker, Duration.ofNanos(System.nanoTime() - run.startNanos()));
            return;
        }
        Map<String, Integer> users = pacer.byName(worker.assigned());
        bus.send(
                worker.id(),
                Addresses.SPAWN,
                new Messages.Spawn(users, timing.tick().toMillis()));
    }

    private void tellArrivals(WorkerEntry worker, Duration elapsed) {
        bus.send(worker.id(), Addresses.ARRIVALS, arrivals.message(worker, elapsed));
    }

    private void stop(String reason, String message) {
        LOG.info("stopping: {}", message);
        run.stopping(System.nanoTime(), reason, message);
        plan.then(runtime.events().testStopping, this::stopUsers);
    }

    private void stopUsers() {
        workers.live().forEach(this::tellToStop);
        Duration patience = definition.stopTimeout().plus(timing.lease()).plusSeconds(5);
        vertx.setTimer(patience.toMillis(), _ -> {
            workers.live().forEach(this::lost);
            endIfAllIsIn();
        });
        endIfAllIsIn();
    }

    @Override
    public void tellToStop(WorkerEntry worker) {
        bus.send(
                worker.id(),
                Addresses.STOP,
                new Messages.Stop(definition.stopTimeout().toMillis()));
    }

    @Override
    public void dismiss(WorkerEntry worker) {
        bus.send(worker.id(), Addresses.QUIT, new Messages.Quit(options.joining() == Joining.STAYING));
    }

    @Override
    public void done(WorkerEntry worker) {
        boolean wanted = !workers.hasTooMany();
        worker.state(State.DONE);
        if (run.state() == RunState.Running && !wanted) {
            LOG.info("{} left, as fewer workers are wanted", worker.name());
            worker.released();
        } else if (run.state() == RunState.Running) {
            LOG.warn("{} left the run in good order", worker.name());
            worker.leftEarly();
            afterLoss("left the run");
        }
        endIfAllIsIn();
    }

    /** Looks for workers that have been silent for longer than the lease. */
    private void watch() {
        long now = System.nanoTime();
        List<WorkerEntry> silent = workers.live().stream()
                .filter(worker -> now - worker.lastSeen() > timing.lease().toNanos())
                .toList();
        silent.forEach(this::lost);
        if (!silent.isEmpty()) {
            afterLoss("was lost");
            endIfAllIsIn();
        }
    }

    private void lost(WorkerEntry worker) {
        worker.lost();
        // If it is only slow, or was frozen, it learns so that it has to register anew.
        bus.disconnect(worker.id());
        plan.workerGone(worker.id());
        LOG.warn("{} is lost; at most {} of its requests are in no result", worker.name(), worker.unaccounted());
    }

    private void afterLoss(String what) {
        if (run.state() != RunState.Running) {
            return;
        }
        if (workers.live().isEmpty()) {
            stop(Reasons.ALL_WORKERS_LOST, "no worker is left");
        } else if (definition.lostWorkers() == LostWorkers.Fail) {
            stop(Reasons.WORKER_LOST, "a worker " + what + ", and spec.lostWorkers is Fail");
        }
    }

    private void endIfAllIsIn() {
        if (awaiting && workers.all().size() < workers.desired()) {
            return;
        }
        if (run.state() == RunState.Stopping && workers.live().isEmpty()) {
            boolean ran = run.reason().equals(Reasons.FINISHED) || run.reason().equals(Reasons.STOPPED);
            end(ran ? RunState.Finished : RunState.Error, run.reason(), run.message());
        }
    }

    private void startDeadline() {
        if (run.state() == RunState.Starting) {
            String names = workers.live().stream().map(WorkerEntry::name).collect(Collectors.joining(", "));
            end(
                    RunState.Error,
                    Reasons.START_DEADLINE_EXCEEDED,
                    workers.in(State.READY).size() + " of " + workers.desired()
                            + " workers were ready at the start deadline" + (names.isEmpty() ? "" : ": " + names));
        }
    }

    private void end(RunState state, String reason, String message) {
        run.ended(state, reason, message, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        LOG.info("{}: {}", state, message);
        plan.then(runtime.events().testStop, () -> {
            workers.all().forEach(this::dismiss);
            finished.complete(snapshot().summary());
        });
    }

    private List<Distrust> distrusts(long now) {
        List<Distrust> distrusts = Distrusts.of(workers, health.isSaturated(), run.notReturned());
        if (arrivals != null) {
            // Reports are a little behind.
            Duration behind =
                    run.state().isFinal() ? Duration.ZERO : timing.report().multipliedBy(3);
            Arrivals due = arrivals.due(Duration.ofNanos(run.ranNanos(now)).minus(behind), false);
            ArrivalShortfall.of(due, statistics.totals()).ifPresent(distrusts::add);
        }
        return distrusts;
    }

    private ReportBuilder snapshot() {
        long now = System.nanoTime();
        ReportBuilder.Facts facts = new ReportBuilder.Facts(
                run.id(),
                planHash,
                pacer.load().orElse(null),
                run.state(),
                run.reason(),
                run.message(),
                run.startTime(),
                run.completionTime(),
                workers.counts(),
                distrusts(now),
                run.state().isFinal() ? run.peakUsers() : workers.users(),
                workers.unaccounted(),
                run.ranNanos(now),
                statistics.currentRate(now),
                arrivals == null
                        ? null
                        : arrivals.due(
                                Duration.ofNanos(run.ranNanos(now)), run.state().isFinal()));
        return new ReportBuilder(facts, definition.thresholds(), names, statistics);
    }
}
