package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.WorkerEntry.State;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a run from its first worker to its end. All of it on the master's event loop. */
final class RunCourse implements Course {
    private static final Logger LOG = LoggerFactory.getLogger(RunCourse.class);

    private final MasterOptions options;
    private final RunDefinition definition;
    private final MasterOptions.Timing timing;
    private final WorkerRegistry workers;
    private final Pacer pacer;
    private final ArrivalSchedule arrivals;
    private final RunRecord run;
    private final Orders orders;
    private final Starts starts;
    private final PlanRuntime runtime;
    private final PlanSide plan;
    private final Succession succession;
    private final Supplier<RunSummary> summary;
    private final Vertx vertx;
    private final Context context;
    private final Promise<RunSummary> finished = Promise.promise();
    private final Promise<Void> spawned = Promise.promise();
    private Optional<ShapeSide> shape = Optional.empty();
    private boolean begun;

    /**
     * @param arrivals null where the load is a number of users
     * @param summary of the run as it is when asked
     */
    RunCourse(
            MasterOptions options,
            WorkerRegistry workers,
            Pacer pacer,
            ArrivalSchedule arrivals,
            RunRecord run,
            Orders orders,
            Starts starts,
            PlanRuntime runtime,
            PlanSide plan,
            Supplier<RunSummary> summary,
            Vertx vertx,
            Context context) {
        this.options = options;
        this.definition = options.definition();
        this.timing = options.timing();
        this.workers = workers;
        this.pacer = pacer;
        this.arrivals = arrivals;
        this.run = run;
        this.orders = orders;
        this.starts = starts;
        this.runtime = runtime;
        this.plan = plan;
        this.succession = new Succession(options, workers, pacer, arrivals, run);
        this.summary = summary;
        this.vertx = vertx;
        this.context = context;
    }

    /** The final summary; never fails. */
    Future<RunSummary> finished() {
        return finished.future();
    }

    /** As many users run as are wanted, for the first time. */
    Future<Void> spawned() {
        return spawned.future();
    }

    /** Waits for workers. */
    void await() {
        vertx.setTimer(Math.max(1, definition.startDeadline().toMillis()), _ -> startDeadline());
        vertx.setPeriodic(timing.heartbeat().toMillis(), _ -> watch());
    }

    /** Another number of workers is wanted. */
    void expect(int count) {
        LOG.info("{} workers are wanted, instead of {}", count, workers.desired());
        workers.expect(count);
        pacer.workers(count);
        List<WorkerEntry> ready = workers.in(State.READY);
        if (run.state() == RunState.Starting && !begun && ready.size() >= count) {
            begin(ready);
        }
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

    private void start(List<WorkerEntry> ready) {
        shape = shape();
        if (arrivals == null) {
            pacer.tick(ready, timing.tick());
        } else {
            arrivals.update(ready, workers.desired(), Duration.ZERO);
        }
        starts.told(ready.size());
        long begin = System.nanoTime() + timing.startDelay().toNanos();
        ready.forEach(worker -> {
            worker.state(State.RUNNING);
            orders.start(worker, begin);
        });
        vertx.setTimer(timing.startDelay().toMillis(), _ -> {
            if (run.state() == RunState.Starting) {
                run.started(begin, Instant.now().truncatedTo(ChronoUnit.MILLIS));
                LOG.info("{} workers are ready: the run begins", ready.size());
                vertx.setPeriodic(timing.tick().toMillis(), _ -> tick());
            }
        });
    }

    @Override
    public void takeOver(String runId) throws ProtocolException {
        succession.takeOver(runId, begun);
    }

    @Override
    public void resume(WorkerEntry worker, Messages.Resume resume) throws ProtocolException {
        if (run.state() == RunState.Starting && !begun && succession.isWanted()) {
            begun = true;
            succession.goOn(resume);
            shape = shape();
            vertx.setPeriodic(timing.tick().toMillis(), _ -> tick());
            vertx.setTimer(timing.lease().toMillis(), _ -> awaitNoLonger());
        }
        if (run.state() == RunState.Running) {
            succession.adopt(worker, resume);
            if (resume.stopping()) {
                stop(Reasons.STOPPED, "the master before this one was stopping the test");
            }
        }
    }

    private void awaitNoLonger() {
        if (succession.awaitNoLonger()) {
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

    private void tick() {
        if (run.state() != RunState.Running) {
            return;
        }
        if (pacer.wanted() > 0 && workers.users() >= pacer.wanted()) {
            spawned.tryComplete();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - run.startNanos());
        List<WorkerEntry> running = workers.in(State.RUNNING);
        if (elapsed.compareTo(definition.shape().length()) >= 0) {
            stop(Reasons.FINISHED, "the test ran to its end");
        } else if (succession.isAwaiting() && running.size() < workers.desired()) {
            // Nobody's share is given away before everybody had time to come back.
            LOG.debug("{} of {} workers are back", running.size(), workers.desired());
        } else if (arrivals != null) {
            if (arrivals.update(running, workers.desired(), elapsed)) {
                running.forEach(orders::share);
            }
        } else {
            pace(running, elapsed);
        }
    }

    private void pace(List<WorkerEntry> running, Duration elapsed) {
        pacer.tick(running, elapsed.plus(timing.tick())).keySet().forEach(orders::share);
        shape.ifPresent(asked -> asked.at(elapsed, workers.users()));
        if (pacer.hasArrived(workers.users())) {
            running.forEach(orders::spawningComplete);
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

    /** Somebody wants the run to end now. */
    void requestStop(String reason, String message) {
        switch (run.state()) {
            case Starting -> end(RunState.Error, reason, message + " before it began");
            case Running -> stop(reason, message);
            case Stopping, Finished, Error -> LOG.debug("already {}", run.state());
        }
    }

    /** The run cannot begin; one that already began goes on. */
    void cannotBegin(String reason, String message) {
        if (run.state() == RunState.Starting) {
            end(RunState.Error, reason, message);
        }
    }

    @Override
    public void stopTest(String message) {
        requestStop(Reasons.STOPPED, message);
    }

    private void stop(String reason, String message) {
        LOG.info("stopping: {}", message);
        run.stopping(System.nanoTime(), reason, message);
        plan.then(runtime.events().testStopping, this::stopUsers);
    }

    private void stopUsers() {
        workers.live().forEach(orders::stop);
        Duration patience = definition.stopTimeout().plus(timing.lease()).plusSeconds(5);
        vertx.setTimer(patience.toMillis(), _ -> {
            workers.live().forEach(this::lost);
            endIfAllIsIn();
        });
        endIfAllIsIn();
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
        // It notices a little later than this side, and drives load until then.
        long margin = 2 * timing.heartbeat().toNanos();
        worker.lost(run.elapsedNanos(System.nanoTime()) + margin);
        orders.disconnect(worker);
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
        if (succession.isAwaiting() && workers.all().size() < workers.desired()) {
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
        if (succession.isAwaiting()) {
            succession.awaitNoLonger();
        }
        run.ended(state, reason, message, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        LOG.info("{}: {}", state, message);
        plan.then(runtime.events().testStop, () -> {
            workers.all().forEach(orders::dismiss);
            finished.complete(summary.get());
        });
    }
}
