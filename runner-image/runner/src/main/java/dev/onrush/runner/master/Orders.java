package dev.onrush.runner.master;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.MasterClock;
import dev.onrush.runner.bus.Messages;
import java.util.Map;

/** What the master tells its workers. One that is not connected misses it, and is told again when it returns. */
final class Orders {
    private final BusServer bus;
    private final MasterOptions options;
    private final Pacer pacer;
    private final ArrivalSchedule arrivals;
    private final RunRecord run;

    Orders(BusServer bus, RunParts parts) {
        this.bus = bus;
        this.options = parts.options();
        this.pacer = parts.pacer();
        this.arrivals = parts.arrivals();
        this.run = parts.record();
    }

    /** The test starts, and the worker's plan is to know before the run begins. */
    void testStart(WorkerEntry worker) {
        send(worker, Addresses.TEST_START, new Messages.TestStart());
    }

    /** The run begins, at a time of {@link System#nanoTime} that is yet to come. */
    void start(WorkerEntry worker, long begin) {
        if (arrivals != null) {
            arrivals(worker, begin);
        }
        Map<String, Integer> users = pacer.byName(worker.assigned());
        send(worker, Addresses.START, new Messages.Start(MasterClock.micros(begin), users, tickMillis()));
    }

    /** Its share of the load as it is now: users, or which arrivals are its own. */
    void share(WorkerEntry worker) {
        if (arrivals != null) {
            arrivals(worker, run.startNanos());
        } else {
            send(
                    worker,
                    Addresses.SPAWN,
                    new Messages.Spawn(
                            pacer.byName(worker.assigned()), tickMillis(), MasterClock.micros(run.startNanos())));
        }
    }

    private void arrivals(WorkerEntry worker, long begin) {
        send(worker, Addresses.ARRIVALS, arrivals.message(worker, MasterClock.micros(begin)));
    }

    /** All users that are wanted run. */
    void spawningComplete(WorkerEntry worker) {
        send(worker, Addresses.SPAWNING_COMPLETE, new Messages.SpawningComplete(worker.users()));
    }

    /** What was measured so far is forgotten. */
    void resetStats(WorkerEntry worker) {
        send(worker, Addresses.RESET_STATS, new Messages.ResetStats(run.resets()));
    }

    /** The run ends for the worker, or it missed that it does. */
    void stop(WorkerEntry worker) {
        long due = arrivals == null ? 0 : arrivals.dueBefore(run.elapsedAtStop());
        send(
                worker,
                Addresses.STOP,
                new Messages.Stop(options.definition().stopTimeout().toMillis(), due));
    }

    /** The run is over; the worker's process may end, or wait for another. */
    void dismiss(WorkerEntry worker) {
        send(worker, Addresses.QUIT, new Messages.Quit(options.session().joining() == Joining.STAYING));
    }

    /** If it is only slow, or was frozen, it learns so that it has to register anew. */
    void disconnect(WorkerEntry worker) {
        bus.disconnect(worker.id());
    }

    private void send(WorkerEntry worker, String address, Record message) {
        bus.send(worker.id(), address, message);
    }

    private long tickMillis() {
        return options.timing().tick().toMillis();
    }
}
