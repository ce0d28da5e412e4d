package dev.onrush.runner.master;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.master.WorkerEntry.State;
import dev.onrush.runner.plan.RequestNames;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.ReportBuilder;
import dev.onrush.runner.stats.Delta;
import dev.onrush.runner.stats.DeltaCodec;
import dev.onrush.runner.stats.RunStatistics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, from waiting for its workers to its final summary. */
public final class Master extends VerticleBase implements WorkerMessages {
    private static final Logger LOG = LoggerFactory.getLogger(Master.class);

    private final MasterOptions options;
    private final RunDefinition definition;
    private final MasterOptions.Timing timing;
    private final String planHash;
    private final RequestNames names;
    private final RunStatistics statistics;
    private final WorkerRegistry workers;
    private final Pacer pacer;
    private final RunRecord run = new RunRecord();
    private final Promise<RunSummary> finished = Promise.promise();
    private BusServer bus;
    private int port;

    /** @param plan what the plan's files in the options read as */
    public Master(MasterOptions options, Plan plan) {
        this.options = options;
        this.definition = options.definition();
        this.timing = options.timing();
        this.planHash = options.plan().hash();
        this.names = RequestNames.of(plan);
        this.statistics = new RunStatistics(names.size());
        this.workers = new WorkerRegistry(definition.workers(), plan.users().size());
        this.pacer = new Pacer(definition.shape(), plan.users(), definition.lostWorkers(), definition.workers());
    }

    @Override
    public Future<?> start() {
        bus = new BusServer(vertx, options.token());
        MasterEndpoint.bind(vertx.eventBus(), this);
        vertx.setTimer(Math.max(1, definition.startDeadline().toMillis()), _ -> startDeadline());
        vertx.setPeriodic(timing.heartbeat().toMillis(), _ -> watch());
        return bus.listen(options.bindHost(), options.bindPort()).onSuccess(bound -> port = bound);
    }

    /** The port that workers connect to. */
    public int port() {
        return port;
    }

    /** The final summary; never fails. */
    public Future<RunSummary> finished() {
        return finished.future();
    }

    /** The summary as of now. */
    public Future<RunSummary> summary() {
        return onContext(() -> snapshot().summary());
    }

    /** Everything that is known now. */
    public Future<Report> report() {
        return onContext(() -> snapshot().report());
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
    public Messages.Registered register(Messages.Register register) throws ProtocolException {
        if (!Messages.PROTOCOL.equals(register.protocol())) {
            throw new ProtocolException("expected protocol " + Messages.PROTOCOL + ", found " + register.protocol());
        }
        if (!planHash.equals(register.planHash())) {
            throw new ProtocolException("expected the plan with hash " + planHash + ", found " + register.planHash());
        }
        if (run.state().isFinal()) {
            throw new ProtocolException("the run is over");
        }
        WorkerEntry worker = workers.find(register.worker()).orElse(null);
        if (worker == null) {
            worker = workers.add(register, System.nanoTime())
                    .orElseThrow(() ->
                            new ProtocolException("the run already has its " + definition.workers() + " workers"));
            LOG.info("{} registered", worker.name());
        } else if (worker.state() == State.LOST) {
            throw new ProtocolException("this worker was silent for too long and counts as lost");
        }
        worker.connected(true);
        worker.seen(System.nanoTime());
        return new Messages.Registered(
                options.runId(),
                worker.index(),
                definition.target().toString(),
                timing.heartbeat().toMillis(),
                timing.lease().toMillis(),
                timing.report().toMillis());
    }

    @Override
    public void ready(String id) throws ProtocolException {
        WorkerEntry worker = known(id);
        switch (run.state()) {
            case Starting -> {
                if (worker.state() != State.PREPARING) {
                    // It only came back; whether it counts was decided before.
                    return;
                }
                worker.state(State.READY);
                List<WorkerEntry> ready = workers.in(State.READY);
                if (ready.size() == definition.workers()) {
                    begin(ready);
                }
            }
            case Running -> {
                if (worker.state() == State.PREPARING) {
                    worker.state(State.RUNNING);
                    LOG.info("{} joins the run", worker.name());
                }
                // Its connection broke and it may have missed a change.
                spawn(worker, timing.tick());
            }
            case Stopping -> tellToStop(worker);
            case Finished, Error -> bus.send(id, Addresses.QUIT, new Messages.Quit());
        }
    }

    @Override
    public Messages.Granted heartbeat(String id, Messages.Heartbeat heartbeat) throws ProtocolException {
        WorkerEntry worker = known(id);
        worker.heartbeat(heartbeat, System.nanoTime());
        run.users(workers.users());
        return new Messages.Granted(worker.granted());
    }

    @Override
    public Messages.Acknowledged report(String id, Messages.Report report) throws ProtocolException {
        WorkerEntry worker = known(id);
        worker.seen(System.nanoTime());
        if (report.sequence() == worker.sequence() + 1) {
            Delta delta = DeltaCodec.decode(decoded(report.data()), names.size());
            statistics.add(delta, System.nanoTime());
            worker.reported(report.sequence(), delta.requests() + delta.aborted());
            if (report.last()) {
                done(worker);
            }
        } else if (report.sequence() > worker.sequence()) {
            throw new ProtocolException("expected report " + (worker.sequence() + 1) + ", found " + report.sequence());
        }
        return new Messages.Acknowledged(worker.sequence());
    }

    @Override
    public void disconnected(String id) {
        workers.find(id).filter(WorkerEntry::isLive).ifPresent(worker -> {
            worker.connected(false);
            LOG.warn("{} lost its connection", worker.name());
        });
    }

    private WorkerEntry known(String id) throws ProtocolException {
        return workers.find(id)
                .filter(worker -> worker.state() != State.LOST)
                .orElseThrow(() -> new ProtocolException("worker " + id + " has no part in this run"));
    }

    private static byte[] decoded(String base64) throws ProtocolException {
        try {
            return Base64.getDecoder().decode(String.valueOf(base64));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("expected data in base64: " + e.getMessage());
        }
    }

    private void begin(List<WorkerEntry> ready) {
        long delay = timing.startDelay().toMillis();
        ready.forEach(worker -> {
            worker.state(State.RUNNING);
            bus.send(worker.id(), Addresses.START, new Messages.Start(delay));
        });
        vertx.setTimer(delay, _ -> {
            if (run.state() == RunState.Starting) {
                run.started(System.nanoTime(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
                LOG.info("{} workers are ready: the run begins", ready.size());
                tick();
                vertx.setPeriodic(timing.tick().toMillis(), _ -> tick());
            }
        });
    }

    private void tick() {
        if (run.state() != RunState.Running) {
            return;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - run.startNanos());
        if (elapsed.compareTo(definition.shape().length()) >= 0) {
            stop(Reasons.FINISHED, "the test ran to its end");
            return;
        }
        pacer.tick(workers.in(State.RUNNING), elapsed.plus(timing.tick()))
                .forEach((worker, users) -> spawn(worker, timing.tick()));
    }

    private void spawn(WorkerEntry worker, Duration over) {
        bus.send(worker.id(), Addresses.SPAWN, new Messages.Spawn(pacer.byName(worker.assigned()), over.toMillis()));
    }

    private void stop(String reason, String message) {
        LOG.info("stopping: {}", message);
        run.stopping(System.nanoTime(), reason, message);
        workers.live().forEach(this::tellToStop);
        Duration patience = definition.stopTimeout().plus(timing.lease()).plusSeconds(5);
        vertx.setTimer(patience.toMillis(), _ -> {
            workers.live().forEach(this::lost);
            endIfAllIsIn();
        });
        endIfAllIsIn();
    }

    private void tellToStop(WorkerEntry worker) {
        bus.send(
                worker.id(),
                Addresses.STOP,
                new Messages.Stop(definition.stopTimeout().toMillis()));
    }

    private void done(WorkerEntry worker) {
        worker.state(State.DONE);
        if (run.state() == RunState.Running) {
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
        worker.state(State.LOST);
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
                    workers.in(State.READY).size() + " of " + definition.workers()
                            + " workers were ready at the start deadline" + (names.isEmpty() ? "" : ": " + names));
        }
    }

    private void end(RunState state, String reason, String message) {
        run.ended(state, reason, message, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        LOG.info("{}: {}", state, message);
        workers.all().forEach(worker -> bus.send(worker.id(), Addresses.QUIT, new Messages.Quit()));
        finished.complete(snapshot().summary());
    }

    private ReportBuilder snapshot() {
        long now = System.nanoTime();
        ReportBuilder.Facts facts = new ReportBuilder.Facts(
                options.runId(),
                planHash,
                run.state(),
                run.reason(),
                run.message(),
                run.startTime(),
                run.completionTime(),
                workers.counts(),
                Distrusts.of(workers),
                run.state().isFinal() ? run.peakUsers() : workers.users(),
                workers.unaccounted(),
                run.ranNanos(now),
                statistics.currentRate(now));
        return new ReportBuilder(facts, definition.thresholds(), names, statistics);
    }
}
