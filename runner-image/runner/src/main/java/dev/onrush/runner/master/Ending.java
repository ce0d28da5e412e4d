package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.hooks.Afterwards;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a run: what brings it about, and the way from there to the final summary. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final RunParts run;
    private final Orders orders;
    private final PlanSide plan;
    private final Succession succession;
    private final Departures departures;
    private final Supplier<RunSummary> summary;
    private final Vertx vertx;
    private final Promise<RunSummary> finished = Promise.promise();

    /** @param summary of the run as it is when asked */
    Ending(
            RunParts run,
            Orders orders,
            PlanSide plan,
            Succession succession,
            Departures departures,
            Supplier<RunSummary> summary,
            Vertx vertx) {
        this.run = run;
        this.orders = orders;
        this.plan = plan;
        this.succession = succession;
        this.departures = departures;
        this.summary = summary;
        this.vertx = vertx;
    }

    /** The final summary; never fails. */
    Future<RunSummary> finished() {
        return finished.future();
    }

    /** Somebody wants the run to end now. */
    void request(String reason, String message) {
        switch (run.record().state()) {
            case Starting -> end(RunState.Error, reason, message + " before it began");
            case Running -> stop(reason, message);
            case Stopping, Finished, Error ->
                LOG.debug("already {}", run.record().state());
        }
    }

    /** The run cannot begin; one that already began goes on. */
    void cannotBegin(String reason, String message) {
        if (run.record().state() == RunState.Starting) {
            end(RunState.Error, reason, message);
        }
    }

    /** Not all workers were ready in time. */
    void startDeadline() {
        String names = run.workers().live().stream().map(WorkerEntry::name).collect(Collectors.joining(", "));
        cannotBegin(
                Reasons.START_DEADLINE_EXCEEDED,
                run.workers().in(WorkerEntry.State.READY).size() + " of "
                        + run.workers().desired()
                        + " workers were ready at the start deadline" + (names.isEmpty() ? "" : ": " + names));
    }

    /** Something of the run itself ends it, where it has not ended. */
    void stopRunning(String reason, String message) {
        if (run.record().state() == RunState.Running) {
            stop(reason, message);
        }
    }

    /** What the loss of a worker means for the others. @param what became of it */
    void afterLoss(String what) {
        if (run.record().state() == RunState.Running && run.workers().live().isEmpty()) {
            stop(Reasons.ALL_WORKERS_LOST, "no worker is left");
        } else if (run.definition().lostWorkers() == LostWorkers.Fail) {
            stopRunning(Reasons.WORKER_LOST, "a worker " + what + ", and spec.lostWorkers is Fail");
        }
    }

    private void stop(String reason, String message) {
        LOG.info("stopping: {}", message);
        run.record().stopping(System.nanoTime(), reason, message);
        plan.then(plan.events().testStopping, this::stopUsers);
    }

    private void stopUsers() {
        run.workers().live().forEach(orders::stop);
        boolean hasHooks = plan.runtime().plan() instanceof LoadedPlan.Coded;
        Duration patience =
                patience(run.definition().stopTimeout(), run.timing().lease(), hasHooks);
        vertx.setTimer(patience.toMillis(), _ -> {
            departures.rest();
            onceAllIsIn();
        });
        onceAllIsIn();
    }

    /**
     * How long a worker that lives may take until everything is reported: one that does not is found by its lease.
     *
     * @param drain what requests in flight may take
     * @param hasHooks whether the plan is in Java: a worker waits for its testStopping before the drain, and for its testStop after it
     */
    static Duration patience(Duration drain, Duration lease, boolean hasHooks) {
        Duration hooks = hasHooks ? Afterwards.PATIENCE.multipliedBy(2) : Duration.ZERO;
        return hooks.plus(drain).plus(lease).plusSeconds(5);
    }

    /** The run is over as soon as every worker has reported everything or is lost. */
    void onceAllIsIn() {
        if (succession.isAwaiting()
                && run.workers().all().size() < run.workers().desired()) {
            return;
        }
        RunRecord record = run.record();
        if (record.state() == RunState.Stopping && run.workers().live().isEmpty()) {
            boolean ran =
                    record.reason().equals(Reasons.FINISHED) || record.reason().equals(Reasons.STOPPED);
            end(ran ? RunState.Finished : RunState.Error, record.reason(), record.message());
        }
    }

    private void end(RunState state, String reason, String message) {
        if (succession.isAwaiting()) {
            succession.awaitNoLonger();
        }
        run.record().ended(state, reason, message, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        LOG.info("{}: {}", state, message);
        plan.then(plan.events().testStop, () -> {
            run.workers().all().forEach(orders::dismiss);
            finished.complete(summary.get());
        });
    }
}
