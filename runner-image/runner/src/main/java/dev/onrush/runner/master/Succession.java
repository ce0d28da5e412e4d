package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that another master began: what of it this one takes over from the workers that come to it. */
final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final MasterOptions options;
    private final WorkerRegistry workers;
    private final Pacer pacer;
    private final ArrivalSchedule arrivals;
    private final RunRecord run;
    private boolean taken;
    private boolean awaiting;
    private int members;
    private int adopted;

    Succession(RunParts parts) {
        this.options = parts.options();
        this.workers = parts.workers();
        this.pacer = parts.pacer();
        this.arrivals = parts.arrivals();
        this.run = parts.record();
    }

    /**
     * Takes a run of another id, once.
     *
     * @param begun that a run of this master's own has begun already
     */
    void takeOver(String runId, boolean begun) throws ProtocolException {
        if (isWanted() && run.id().equals(runId)) {
            return;
        }
        if (!isWanted()
                || options.session().takeover() != Takeover.ANY_RUN
                || taken
                || begun
                || run.state() != RunState.Starting) {
            throw new ProtocolException("expected a worker of run " + run.id() + ", found one of run " + runId);
        }
        taken = true;
        run.takeOver(runId);
    }

    boolean isWanted() {
        return options.session().takeover() != Takeover.NONE;
    }

    /** The run goes on from where its users are. */
    void goOn(Messages.Resume resume) {
        Duration elapsed = Duration.ofMillis(Math.clamp(resume.elapsedMillis(), 0, LONGEST.toMillis()));
        Duration measured = Duration.ofMillis(Math.clamp(resume.measuredMillis(), 0, elapsed.toMillis()));
        LOG.warn("going on with run {}, which began {} s ago", run.id(), elapsed.toSeconds());
        long now = System.nanoTime();
        run.started(now - elapsed.toNanos(), Instant.now().minus(elapsed).truncatedTo(ChronoUnit.MILLIS));
        run.measuringSince(now - measured.toNanos());
        pacer.from(elapsed);
        awaiting = true;
        run.awaiting();
    }

    /** What the worker does now, and what was told to the master before. */
    void adopt(WorkerEntry worker, Messages.Resume resume) throws ProtocolException {
        adopted++;
        members = Math.max(members, Math.min(resume.members(), RunDefinition.MAX_WORKERS));
        if (arrivals != null) {
            arrivals.adopt(worker, resume.shares() == null ? List.of() : resume.shares());
            return;
        }
        worker.assigned(pacer.counts(resume.users()));
        Messages.Pursued pursued = resume.pursued();
        if (pursued != null && options.definition().shape() instanceof LoadShape.Ramp ramp) {
            pacer.change(new LoadShape.Ramp(pursued.users(), pursued.spawnRate(), ramp.length()));
        }
    }

    /** True while workers of the master before may still come. */
    boolean isAwaiting() {
        return awaiting;
    }

    /** Whoever is not here by now will not come. True when somebody is missing. */
    boolean awaitNoLonger() {
        awaiting = false;
        run.notReturned(Math.max(0, Math.max(members, workers.desired()) - adopted), System.nanoTime());
        if (run.notReturned() > 0) {
            LOG.warn("{} workers did not come back", run.notReturned());
        }
        return run.notReturned() > 0;
    }
}
