package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.runner.hooks.Afterwards;
import dev.onrush.runner.master.WorkerEntry.State;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beginning of a run: once, when there are as many workers as it wants, on all of them at one moment. */
final class Beginning {
    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private final RunParts run;
    private final Orders orders;
    private final PlanSide plan;
    private final Ticks ticks;
    private final Vertx vertx;
    private final Set<WorkerEntry> hearing = new HashSet<>();
    private Runnable whenHeard = () -> {};
    private boolean begun;
    private OptionalLong moment = OptionalLong.empty();

    Beginning(RunParts run, Orders orders, PlanSide plan, Ticks ticks, Vertx vertx) {
        this.run = run;
        this.orders = orders;
        this.plan = plan;
        this.ticks = ticks;
        this.vertx = vertx;
    }

    /** Whether it was decided on; users may be yet to start. */
    boolean isDecided() {
        return begun;
    }

    /** Another master let the run begin. */
    void wasElsewhere() {
        begun = true;
    }

    /** Another number of workers is wanted, and may be there by now. */
    void expect(int count) {
        LOG.info("{} workers are wanted, instead of {}", count, run.workers().desired());
        run.workers().expect(count);
        boolean enough = run.workers().in(State.READY).size() >= count;
        if (run.record().state() == RunState.Starting && enough) {
            decide();
        }
    }

    /** Begins with the workers that are ready, once. Whoever is ready later is taken in at a tick. */
    void decide() {
        if (begun) {
            return;
        }
        begun = true;
        plan.then(plan.events().testStart, () -> {
            if (run.record().state() != RunState.Starting) {
                return;
            }
            if (plan.isHeardByWorkers()) {
                hear(run.workers().in(State.READY));
            } else {
                start();
            }
        });
    }

    /** What a worker's plan does before its users start is no part of the time in which they should run. */
    private void hear(List<WorkerEntry> ready) {
        hearing.addAll(ready);
        whenHeard = () -> {
            whenHeard = () -> {};
            if (run.record().state() == RunState.Starting) {
                start();
            }
        };
        ready.forEach(orders::testStart);
        vertx.setTimer(Afterwards.PATIENCE.plus(run.timing().lease()).toMillis(), _ -> whenHeard.run());
        awaitNoneThatIsGone();
    }

    /** One that was told that the test starts says so when its plan has dealt with it. */
    void readyAgain(WorkerEntry worker) {
        hearing.remove(worker);
        awaitNoneThatIsGone();
    }

    /** Some workers may be gone; whose plan is still dealing with the test's start is waited for only while it is there. */
    void awaitNoneThatIsGone() {
        hearing.retainAll(run.workers().in(State.READY));
        if (hearing.isEmpty()) {
            whenHeard.run();
        }
    }

    private void start() {
        // Plans may have taken their time: some workers may be gone, others have come.
        List<WorkerEntry> ready = run.workers().in(State.READY);
        ticks.shapeBy(plan.runtime());
        ticks.first(ready);
        run.starts().told(ready.size());
        long begin = System.nanoTime() + run.timing().startDelay().toNanos();
        ready.forEach(worker -> {
            worker.state(State.RUNNING);
            orders.start(worker, begin);
        });
        moment = OptionalLong.of(begin);
        vertx.setTimer(run.timing().startDelay().toMillis(), _ -> users());
    }

    /** A user may have begun on time, and stopped the test, before this loop came to its own timer for that moment. */
    void catchUp() {
        if (moment.isPresent() && System.nanoTime() - moment.getAsLong() >= 0) {
            users();
        }
    }

    private void users() {
        if (run.record().state() == RunState.Starting) {
            run.record().started(moment.orElseThrow(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
            LOG.info(
                    "{} workers are ready: the run begins",
                    run.workers().in(State.RUNNING).size());
            ticks.begin();
        }
    }
}
