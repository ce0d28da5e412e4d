package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary.Reasons;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.WorkerEntry.State;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While a run goes: each worker's share of the load, looked at every tick, until the load's time is over. */
final class Ticks {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final RunParts run;
    private final Orders orders;
    private final PlanSide plan;
    private final Succession succession;
    private final Ending ending;
    private final Context context;
    private final Promise<Void> spawned = Promise.promise();
    private final Places places;
    private Optional<ShapeSide> shape = Optional.empty();

    /** @param context the master's */
    Ticks(RunParts run, Orders orders, PlanSide plan, Succession succession, Ending ending, Context context) {
        this.run = run;
        this.orders = orders;
        this.plan = plan;
        this.succession = succession;
        this.ending = ending;
        this.context = context;
        this.places = new Places(run.workers().desired());
    }

    /** As many users run as are wanted, for the first time. */
    Future<Void> spawned() {
        return spawned.future();
    }

    /** From now on the plan's own shape, where it has one, says what is wanted. */
    void shapeBy(PlanRuntime runtime) {
        shape = runtime.shape()
                .map(asked -> new ShapeSide(
                        asked,
                        context,
                        run.pacer(),
                        () -> ending.stopRunning(Reasons.FINISHED, "the load shape ended the test"),
                        message -> ending.stopRunning(Reasons.LOAD_SHAPE_FAILED, message)));
    }

    /** The shares with which the run begins. */
    void first(List<WorkerEntry> ready) {
        places.begin(ready.size());
        if (run.arrivals() == null) {
            run.pacer().places(ready.size());
            run.pacer().tick(ready, run.timing().tick());
        } else {
            run.arrivals().update(ready, ready.size(), Duration.ZERO);
        }
    }

    /** Ticks from now on. */
    void begin() {
        if (!run.workers()
                .where(worker -> worker.state() == State.LOST || worker.hasLeftEarly())
                .isEmpty()) {
            // They had been told to begin, and were lost, or left, before users ran.
            ending.afterLoss("was lost before the run began");
        }
        context.owner().setPeriodic(run.timing().tick().toMillis(), _ -> tick());
    }

    private void tick() {
        if (run.record().state() != RunState.Running) {
            return;
        }
        takeIn();
        if (run.pacer().wanted() > 0 && run.workers().users() >= run.pacer().wanted()) {
            spawned.tryComplete();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - run.record().startNanos());
        List<WorkerEntry> running = run.workers().in(State.RUNNING);
        if (elapsed.compareTo(run.definition().shape().length()) >= 0) {
            ending.stopRunning(Reasons.FINISHED, "the test ran to its end");
        } else if (succession.isAwaiting() && running.size() < run.workers().desired()) {
            // Nobody's share is given away before everybody had time to come back.
            LOG.debug("{} of {} workers are back", running.size(), run.workers().desired());
        } else {
            divide(running, places.count(running.size(), run.workers().most()), elapsed);
        }
    }

    private void divide(List<WorkerEntry> running, int among, Duration elapsed) {
        if (run.arrivals() == null) {
            run.pacer().places(among);
            pace(running, elapsed);
        } else if (run.arrivals().update(running, among, elapsed)) {
            running.forEach(orders::share);
        }
    }

    /**
     * Workers that were ready after the run was decided on. They are told their share even where that is nothing yet: only then they know
     * when the run began, and can say up to when there is nothing of theirs to wait for.
     */
    private void takeIn() {
        run.workers().in(State.READY).forEach(worker -> {
            worker.state(State.RUNNING);
            LOG.info("{} joins the run", worker.name());
            orders.share(worker);
        });
    }

    private void pace(List<WorkerEntry> running, Duration elapsed) {
        run.pacer().tick(running, elapsed.plus(run.timing().tick())).keySet().forEach(orders::share);
        int users = run.workers().users();
        shape.ifPresent(asked -> asked.at(elapsed, users));
        if (run.pacer().hasArrived(users)) {
            running.forEach(orders::spawningComplete);
            plan.spawningComplete(users);
        }
    }
}
