package dev.onrush.runner.master;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.MasterClock;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.NotNowException;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where workers wait while no run is wanted yet. Its workers have nothing to do but be there. */
public final class Lobby extends VerticleBase implements WorkerMessages {
    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);
    private static final String NO_RUN = "none";

    private static final long GOODBYE_MILLIS = 3_000;

    private final PlanFiles plan;
    private final BusServer bus;
    private final int returning;
    private final MasterOptions.Timing timing;
    private final Stray stray;
    /** Those that are in a run, and which. */
    private final Map<String, String> runs = new HashMap<>();

    private final Set<String> refused = new HashSet<>();

    private final WorkerRegistry workers = new WorkerRegistry(RunDefinition.MAX_WORKERS, false, 0);
    private final Promise<Void> empty = Promise.promise();
    private final WorkerStates states;
    private Messages.Quit dismissed;
    private int arrived;

    /** A run that workers are in and that nobody here knows of: a master before this one began it. */
    @FunctionalInterface
    public interface Stray {
        /** @param startedWith what the master before gave its workers to keep */
        void found(String runId, String startedWith);
    }

    /**
     * @param bus where workers connect, and go on to be connected when a run takes them
     * @param returning workers that are on their way here from a run
     * @param stray null where workers of an unknown run are to leave it
     */
    public Lobby(PlanFiles plan, BusServer bus, MasterOptions.Timing timing, int returning, Stray stray) {
        this.stray = stray;
        this.returning = returning;
        this.plan = plan;
        this.bus = bus;
        this.timing = timing;
        this.states = new WorkerStates(timing);
    }

    @Override
    public Future<?> start() {
        MasterEndpoint.bind(vertx.eventBus(), this);
        PlanOffer.bind(vertx.eventBus(), plan);
        vertx.setPeriodic(timing.heartbeat().toMillis(), _ -> forgetSilent());
        return Future.succeededFuture();
    }

    /** The workers that are here. */
    public Future<List<WorkerView>> workers() {
        Promise<List<WorkerView>> promise = Promise.promise();
        context.runOnContext(_ -> promise.complete(workers.live().stream()
                .map(worker -> states.view(worker, false, System.nanoTime()))
                .toList()));
        return promise.future();
    }

    /**
     * Lets all workers go, those that come meanwhile too. Completes when none is left, and soon in any case.
     *
     * @param again true when a run follows, for which they register anew
     */
    public Future<Void> dismiss(boolean again) {
        context.runOnContext(_ -> {
            dismissed = new Messages.Quit(again);
            workers.live().forEach(this::dismiss);
            vertx.setTimer(again ? 1 : GOODBYE_MILLIS, _ -> empty.tryComplete());
            checkEmpty();
        });
        return empty.future();
    }

    /** Nobody goes on with this run: its workers are to leave it. */
    public void refuse(String runId) {
        context.runOnContext(_ -> {
            refused.add(runId);
            runs.entrySet().stream()
                    .filter(member -> member.getValue().equals(runId))
                    .forEach(member -> bus.disconnect(member.getKey()));
            runs.values().removeIf(runId::equals);
        });
    }

    /** A worker of a run that goes on registers for it anew when its connection breaks; others start from nothing. */
    private void dismiss(WorkerEntry worker) {
        if (dismissed.again() && runs.containsKey(worker.id())) {
            bus.disconnect(worker.id());
        } else {
            bus.send(worker.id(), Addresses.QUIT, dismissed);
        }
    }

    private void checkEmpty() {
        // Whoever is still on its way must be told, too, when it is for good.
        boolean awaited = dismissed != null && !dismissed.again() && arrived < returning;
        if (dismissed != null && !awaited && workers.live().isEmpty()) {
            empty.tryComplete();
        }
    }

    @Override
    public Messages.Registered register(Messages.Register register) throws ProtocolException {
        if (dismissed != null && dismissed.again()) {
            throw new NotNowException("a run is about to begin");
        }
        Admission.check(register, plan.hash());
        WorkerEntry worker =
                workers.find(register.worker()).filter(WorkerEntry::isLive).orElse(null);
        if (worker == null) {
            worker = workers.add(register, System.nanoTime())
                    .orElseThrow(
                            () -> new ProtocolException("there are " + RunDefinition.MAX_WORKERS + " workers already"));
            arrived++;
            LOG.info("{} is here", worker.name());
        }
        worker.connected(true);
        worker.seen(System.nanoTime());
        boolean member = stray != null
                && register.member() != null
                && !refused.contains(register.member().runId());
        if (member) {
            runs.put(worker.id(), register.member().runId());
        }
        return new Messages.Registered(
                member ? register.member().runId() : NO_RUN,
                worker.index(),
                null,
                timing.heartbeat().toMillis(),
                timing.lease().toMillis(),
                timing.report().toMillis(),
                0,
                Map.of(),
                NO_RUN,
                null,
                MasterClock.micros(),
                0L);
    }

    @Override
    public void waiting(String id, Messages.Waiting waiting) throws ProtocolException {
        throw new ProtocolException("there is no run to wait for");
    }

    @Override
    public void ready(String id, Messages.Ready ready) throws ProtocolException {
        WorkerEntry worker = known(id);
        worker.state(WorkerEntry.State.READY);
        if (dismissed != null) {
            dismiss(worker);
        } else if (runs.containsKey(id)) {
            stray.found(runs.get(id), ready.startedWith());
        }
    }

    @Override
    public Messages.Granted heartbeat(String id, Messages.Heartbeat heartbeat) throws ProtocolException {
        known(id).heartbeat(heartbeat, System.nanoTime());
        return new Messages.Granted(0, -1, -1, 0, null, MasterClock.micros());
    }

    @Override
    public Messages.Acknowledged report(String id, Messages.Report report, Payload data) throws ProtocolException {
        throw new ProtocolException("there is no run to report to");
    }

    @Override
    public void disconnected(String id) {
        workers.find(id).filter(WorkerEntry::isLive).ifPresent(worker -> {
            LOG.info("{} is gone", worker.name());
            workers.forget(id);
            runs.remove(id);
            checkEmpty();
        });
    }

    private void forgetSilent() {
        long now = System.nanoTime();
        workers.live().stream()
                .filter(worker -> now - worker.lastSeen() > timing.lease().toNanos())
                .forEach(worker -> workers.forget(worker.id()));
    }

    private WorkerEntry known(String id) throws ProtocolException {
        return workers.find(id).orElseThrow(() -> new ProtocolException("worker " + id + " is not registered"));
    }
}
