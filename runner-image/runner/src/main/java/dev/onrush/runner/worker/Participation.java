package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.log.LogLines;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker's part in a run: it gets ready, makes the load that it is told to, and reports all of it. Used on the worker's context. */
final class Participation {
    private static final Logger LOG = LoggerFactory.getLogger(Participation.class);
    private static final long TELL_BEGUN_AFTER_MILLIS = 50;

    private final LoadSide.Assignment assignment;
    private final LoadSide load;
    private boolean prepared;
    private boolean stopping;
    private boolean reported;

    private Participation(LoadSide.Assignment assignment, LoadSide load) {
        this.assignment = assignment;
        this.load = load;
    }

    /**
     * Starts what drives the load; fails where it does not start.
     *
     * @param beat sends a heartbeat; may be called on any thread
     */
    static Future<Participation> open(LoadSide.Assignment assignment, LogLines lines, Runnable beat) {
        return LoadSide.open(assignment, lines, beat).map(load -> new Participation(assignment, load));
    }

    Heart heart() {
        return load.heart();
    }

    /** From now on it does what the master says, and reports regularly. */
    void begin(MasterVoice master) {
        MasterLink link = assignment.link();
        master.on(Addresses.TEST_START, Messages.TestStart.class, _ -> load.orders()
                .testStart(() -> link.ready(null, assignment.registration().startedWith())));
        master.on(Addresses.START, Messages.Start.class, this::start);
        master.on(Addresses.SPAWN, Messages.Spawn.class, spawn -> load.orders().spawn(spawn, link.clock()));
        master.on(Addresses.ARRIVALS, Messages.Arrivals.class, arrivals -> load.orders()
                .arrive(arrivals, link.clock()));
        load.reportRegularly();
    }

    /** Completes when the run may begin as far as this worker is concerned. */
    Future<Void> prepare(Duration compileFor) {
        return load.ready(compileFor).onSuccess(_ -> prepared = true);
    }

    boolean isPrepared() {
        return prepared;
    }

    /** What a master needs to know to go on with this worker; null before the users began. */
    Messages.Resume resume() {
        return heart().resume(load.orders().users(), load.orders().shares(), stopping);
    }

    /** The master is another one, and gets all that was measured. @param resets how often it has seen that forgotten */
    void startOver(long resets) {
        reported = false;
        assignment.plan().startOver();
        load.startOver(resets);
    }

    /** What was measured so far no longer counts. @param number how often that was so by now */
    void forget(long number) {
        load.forget(number);
    }

    /** Users stop, since others have this worker's share; it may come back. */
    void cutOff() {
        load.orders().end();
    }

    /**
     * Users stop, and what they measured is reported. Nothing is done when that is under way.
     *
     * @param due arrivals below this number that are yet to come still start
     */
    void finish(Duration drain, long due, Runnable whenReported) {
        if (stopping) {
            return;
        }
        stopping = true;
        PlanSide plan = assignment.plan();
        plan.then(
                assignment.runtime().events().testStopping,
                () -> load.engine().stopUsers(drain, due).onComplete(_ -> assignment
                        .context()
                        .runOnContext(_ -> plan.then(
                                assignment.runtime().events().testStop,
                                () -> plan.flush(() -> report(whenReported))))));
    }

    /** True when the master has everything that was measured. */
    boolean isReported() {
        return reported;
    }

    /** Users stop at once, whatever becomes of what they measured. */
    void abandon() {
        load.engine().stopUsers(Duration.ZERO);
    }

    private void report(Runnable whenReported) {
        load.finish(() -> {
            reported = true;
            whenReported.run();
        });
    }

    private void start(Messages.Start start) {
        load.orders().begin(start, assignment.link().clock()).onSuccess(begun -> {
            // Not now: the load has its first users to start, and may have to share a core.
            assignment
                    .context()
                    .runOnContext(_ -> assignment.vertx().setTimer(TELL_BEGUN_AFTER_MILLIS, _ -> tell(begun)));
        });
    }

    private void tell(Messages.Begun begun) {
        LOG.info("began {} us after the moment, which is known to {} us", begun.lateMicros(), begun.boundMicros());
        assignment.link().begun(begun);
    }
}
