package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.runner.master.WorkerEntry.State;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers that the run loses. */
final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    private final RunParts run;
    private final Orders orders;
    private final PlanSide plan;

    Departures(RunParts run, Orders orders, PlanSide plan) {
        this.run = run;
        this.orders = orders;
        this.plan = plan;
    }

    /** Loses workers that have been silent for longer than the lease; whether there was one. */
    boolean silent(long now) {
        List<WorkerEntry> silent = run.workers().live().stream()
                .filter(worker -> now - worker.lastSeen() > run.timing().lease().toNanos())
                .toList();
        silent.forEach(this::lost);
        return !silent.isEmpty();
    }

    /** Loses all that are left. */
    void rest() {
        run.workers().live().forEach(this::lost);
    }

    private void lost(WorkerEntry worker) {
        boolean unused = run.record().state() == RunState.Starting && worker.state() != State.RUNNING;
        if (unused) {
            // Nobody told it to begin: it made no request, whatever it was granted.
            run.workers().setAside(worker);
            LOG.info("{} is gone before the run began", worker.name());
        } else {
            // It notices a little later than this side, and drives load until then.
            long margin = 2 * run.timing().heartbeat().toNanos();
            worker.lost(run.record().elapsedNanos(System.nanoTime()) + margin);
            LOG.warn("{} is lost; at most {} of its requests are in no result", worker.name(), worker.unaccounted());
        }
        orders.disconnect(worker);
        plan.workerGone(worker.id());
    }
}
