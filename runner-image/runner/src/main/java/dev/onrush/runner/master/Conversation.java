package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.runner.bus.MasterClock;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.NotNowException;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.bus.ReportParts;
import dev.onrush.runner.master.WorkerEntry.State;
import dev.onrush.runner.stats.Delta;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.WorkerNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each worker says, and what the master answers. */
final class Conversation implements WorkerMessages {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private static final Duration LONGEST_TARGET_WAIT = Duration.ofSeconds(30);
    private static final int MAX_WAITING = 400;
    private static final Duration LONGEST_RUN = Duration.ofDays(3_650);

    private final MasterOptions options;
    private final String planHash;
    private final RequestNames names;
    private final RunStatistics statistics;
    private final WorkerRegistry workers;
    private final RunRecord run;
    private final Course course;
    private final Orders orders;
    private final PlanSide plan;
    private final WorkerLogs logs;
    private final Starts starts;
    private final Map<String, WorkerNames> namesOf = new HashMap<>();
    private final Map<String, ReportParts> partsOf = new HashMap<>();
    private final DeltaReader reader = new DeltaReader();
    private final String epoch = UUID.randomUUID().toString();

    Conversation(
            RunParts parts,
            RequestNames names,
            RunStatistics statistics,
            Course course,
            Orders orders,
            PlanSide plan,
            WorkerLogs logs) {
        this.options = parts.options();
        this.planHash = options.plan().hash();
        this.workers = parts.workers();
        this.run = parts.record();
        this.starts = parts.starts();
        this.names = names;
        this.statistics = statistics;
        this.course = course;
        this.orders = orders;
        this.plan = plan;
        this.logs = logs;
    }

    @Override
    public Messages.Registered register(Messages.Register register) throws ProtocolException {
        Admission.check(register, planHash);
        if (run.state().isFinal() && options.session().joining() == Joining.STAYING) {
            throw new NotNowException("the run is over, and the next is not there yet");
        }
        if (run.state().isFinal()) {
            throw new ProtocolException("the run is over");
        }
        WorkerEntry worker = workers.find(register.worker()).orElse(null);
        if (worker == null && register.member() != null && !workers.isAside(register.worker())) {
            // It knows a master that this one does not know of.
            course.takeOver(register.member().runId());
        }
        if (worker == null) {
            worker = workers.add(register, System.nanoTime())
                    .orElseThrow(
                            () -> new ProtocolException("the run already has its " + workers.desired() + " workers"));
            LOG.info("{} registered", worker.name());
        } else if (worker.state() == State.LOST) {
            worker.returned(System.nanoTime());
            LOG.info("{} is back after {} s", worker.name(), worker.away().toSeconds());
        }
        plan.workerRegistered(worker.id());
        worker.connected(true);
        worker.seen(System.nanoTime());
        return new Messages.Registered(
                run.id(),
                worker.index(),
                options.definition().target().toString(),
                options.timing().heartbeat().toMillis(),
                options.timing().lease().toMillis(),
                options.timing().report().toMillis(),
                targetWait().toMillis(),
                plan.settings(),
                epoch,
                options.session().startedWith(),
                MasterClock.micros(),
                run.resets());
    }

    /** A target that is never there must leave time to start without it. A worker that joins a running test need not look for it. */
    private Duration targetWait() {
        if (run.state() != RunState.Starting) {
            return Duration.ZERO;
        }
        Duration half = options.definition().startDeadline().dividedBy(2);
        return half.compareTo(LONGEST_TARGET_WAIT) < 0 ? half : LONGEST_TARGET_WAIT;
    }

    @Override
    public void waiting(String id, Messages.Waiting waiting) throws ProtocolException {
        WorkerEntry worker = known(id);
        if (worker.state() == State.PREPARING) {
            run.waiting(worker.name() + ": " + bounded(waiting.what()));
        }
    }

    private static String bounded(String text) {
        return text == null ? "" : text.length() <= MAX_WAITING ? text : text.substring(0, MAX_WAITING);
    }

    @Override
    public void ready(String id, Messages.Ready ready) throws ProtocolException {
        WorkerEntry worker = known(id);
        if (worker.state() == State.PREPARING) {
            plan.workerReady(id);
        } else {
            plan.workerCameBack(id);
        }
        if (worker.state() == State.PREPARING && ready.resume() != null) {
            course.resume(worker, ready.resume());
        }
        switch (run.state()) {
            case Starting -> {
                if (worker.state() != State.PREPARING) {
                    // Whether it counts was decided before.
                    course.readyAgain(worker);
                    return;
                }
                worker.state(State.READY);
                run.waiting(null);
                if (workers.in(State.READY).size() >= workers.desired()) {
                    course.begin();
                }
            }
            case Running -> {
                if (worker.state() == State.PREPARING) {
                    worker.state(State.RUNNING);
                    LOG.info("{} joins the run", worker.name());
                }
                // Its connection broke and it may have missed a change.
                orders.share(worker);
            }
            case Stopping -> orders.stop(worker);
            case Finished, Error -> orders.dismiss(worker);
        }
    }

    @Override
    public Messages.Granted heartbeat(String id, Messages.Heartbeat heartbeat) throws ProtocolException {
        WorkerEntry worker = known(id);
        worker.heartbeat(heartbeat, System.nanoTime());
        int users = workers.users();
        run.users(users);
        plan.heartbeat(id, users);
        long now = System.nanoTime();
        return new Messages.Granted(
                worker.granted(),
                run.elapsedMillis(now),
                run.measuredMillis(now),
                workers.all().size() + run.notReturned(),
                course.pursued(),
                MasterClock.micros());
    }

    @Override
    public void begun(String id, Messages.Begun begun) throws ProtocolException {
        starts.begun(known(id), begun);
    }

    @Override
    public Messages.Acknowledged report(String id, Messages.Report report, Payload data) throws ProtocolException {
        WorkerEntry worker = known(id);
        worker.seen(System.nanoTime());
        if (report.sequence() == worker.sequence() + 1) {
            ReportParts parts = partsOf.computeIfAbsent(id, _ -> new ReportParts());
            parts.add(data);
            if (report.more()) {
                worker.reported(report.sequence(), 0);
            } else {
                reported(worker, report, parts.take());
            }
        } else if (report.sequence() > worker.sequence()) {
            throw new ProtocolException("expected report " + (worker.sequence() + 1) + ", found " + report.sequence());
        }
        return new Messages.Acknowledged(worker.sequence());
    }

    private void reported(WorkerEntry worker, Messages.Report report, Payload data) throws ProtocolException {
        WorkerNames theirs = namesOf.computeIfAbsent(worker.id(), _ -> new WorkerNames(names));
        Delta delta = reader.read(data, theirs);
        delta.intervals().check(longest());
        if (report.resets() == null || report.resets() >= run.resets()) {
            statistics.add(delta, theirs, System.nanoTime());
        } else {
            statistics.forget(delta, theirs);
        }
        worker.reported(report.sequence(), delta.requests() + delta.aborted());
        worker.watermark(delta.intervals().watermark());
        plan.reported(worker.id(), report.plan());
        if (report.last()) {
            course.done(worker);
        }
    }

    /** How far the run has come at most; before a worker of another master's run has said so, that is not known. */
    private long longest() {
        boolean unknown = run.startTime() == null && options.session().takeover() != Takeover.NONE;
        return unknown ? LONGEST_RUN.toNanos() : run.elapsedNanos(System.nanoTime());
    }

    @Override
    public Messages.CustomReceived custom(String id, Messages.Custom message) throws ProtocolException {
        known(id).seen(System.nanoTime());
        return plan.received(id, message);
    }

    @Override
    public void customReceived(String id, Messages.CustomReceived received) throws ProtocolException {
        known(id);
        plan.acknowledged(id, received.number());
    }

    @Override
    public void stopTest(String id, Messages.StopTest stop) throws ProtocolException {
        course.stopTest("the plan stopped the test on " + known(id).name() + ": " + bounded(stop.reason()));
    }

    @Override
    public void logs(String id, Messages.Logs sent) throws ProtocolException {
        logs.add(known(id).id(), sent);
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
}
