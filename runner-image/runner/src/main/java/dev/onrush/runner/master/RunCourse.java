package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.master.WorkerEntry.State;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a run from its first worker to its end. All of it on the master's event loop. */
final class RunCourse implements Course {
    private static final Logger LOG = LoggerFactory.getLogger(RunCourse.class);

    private final RunParts run;
    private final Succession succession;
    private final Departures departures;
    private final Ending ending;
    private final Ticks ticks;
    private final Beginning beginning;
    private final PlanSide plan;
    private final Vertx vertx;

    /**
     * @param summary of the run as it is when asked
     * @param context the master's
     */
    RunCourse(RunParts run, Orders orders, PlanSide plan, Supplier<RunSummary> summary, Context context) {
        this.run = run;
        this.plan = plan;
        this.vertx = context.owner();
        this.succession = new Succession(run);
        this.departures = new Departures(run, orders, plan);
        this.ending = new Ending(run, orders, plan, succession, departures, summary, vertx);
        this.ticks = new Ticks(run, orders, plan, succession, ending, context);
        this.beginning = new Beginning(run, orders, plan, ticks, vertx);
    }

    /** The final summary; never fails. */
    Future<RunSummary> finished() {
        return ending.finished();
    }

    /** As many users run as are wanted, for the first time. */
    Future<Void> spawned() {
        return ticks.spawned();
    }

    /** Waits for workers. */
    void await() {
        long deadline = Math.max(1, run.definition().startDeadline().toMillis());
        vertx.setTimer(deadline, _ -> ending.startDeadline());
        vertx.setPeriodic(run.timing().heartbeat().toMillis(), _ -> watch());
    }

    /** Looks for workers that have been silent for too long. */
    private void watch() {
        if (departures.silent(System.nanoTime())) {
            beginning.awaitNoneThatIsGone();
            ending.afterLoss("was lost");
            ending.onceAllIsIn();
        }
    }

    /** Another number of workers is wanted. */
    void expect(int count) {
        beginning.expect(count);
    }

    @Override
    public void begin() {
        beginning.decide();
    }

    @Override
    public void readyAgain(WorkerEntry worker) {
        beginning.readyAgain(worker);
    }

    @Override
    public void takeOver(String runId) throws ProtocolException {
        succession.takeOver(runId, beginning.isDecided());
    }

    @Override
    public void resume(WorkerEntry worker, Messages.Resume resume) throws ProtocolException {
        if (run.record().state() == RunState.Starting && !beginning.isDecided() && succession.isWanted()) {
            goOn(resume);
        }
        if (run.record().state() == RunState.Running) {
            succession.adopt(worker, resume);
            if (resume.stopping()) {
                ending.stopRunning(Reasons.STOPPED, "the master before this one was stopping the test");
            }
        }
    }

    private void goOn(Messages.Resume resume) {
        beginning.wasElsewhere();
        succession.goOn(resume);
        ticks.shapeBy(plan.runtime());
        ticks.begin();
        vertx.setTimer(run.timing().lease().toMillis(), _ -> awaitNoLonger());
    }

    private void awaitNoLonger() {
        if (succession.awaitNoLonger()) {
            ending.afterLoss("did not come back");
        }
        ending.onceAllIsIn();
    }

    @Override
    public Messages.Pursued pursued() {
        return run.pacer()
                .change()
                .map(ramp -> new Messages.Pursued(ramp.users(), ramp.spawnRate()))
                .orElse(null);
    }

    @Override
    public void done(WorkerEntry worker) {
        boolean wanted = !run.workers().hasTooMany();
        boolean told = worker.state() == State.RUNNING;
        worker.state(State.DONE);
        if (run.record().state() == RunState.Running && !wanted) {
            LOG.info("{} left, as fewer workers are wanted", worker.name());
            worker.released();
        } else if (run.record().state() == RunState.Running || run.record().state() == RunState.Starting && told) {
            LOG.warn("{} left the run in good order", worker.name());
            worker.leftEarly();
            ending.afterLoss("left the run");
        }
        beginning.awaitNoneThatIsGone();
        ending.onceAllIsIn();
    }

    @Override
    public void stopTest(String message) {
        requestStop(Reasons.STOPPED, message);
    }

    /** Somebody wants the run to end now. */
    void requestStop(String reason, String message) {
        beginning.catchUp();
        ending.request(reason, message);
    }

    /** The run cannot begin; one that already began goes on. */
    void cannotBegin(String reason, String message) {
        ending.cannotBegin(reason, message);
    }
}
