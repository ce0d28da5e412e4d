package dev.onrush.runner.master;

import dev.onrush.api.Environment;
import dev.onrush.api.Events;
import dev.onrush.api.Role;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.code.HookList;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.PlanEvents;
import dev.onrush.runner.cpu.CpuUsage;
import dev.onrush.runner.cpu.ProcessCpu;
import dev.onrush.runner.hooks.Afterwards;
import dev.onrush.runner.hooks.Inbox;
import dev.onrush.runner.hooks.Outbox;
import dev.onrush.runner.hooks.Outlet;
import dev.onrush.runner.hooks.Place;
import dev.onrush.runner.hooks.PlanReport;
import dev.onrush.runner.hooks.PlanRuntime;
import io.vertx.core.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The plan's code on the master: what it hears of a run, and what it can do to it. */
final class PlanSide implements Outlet {
    private final PlanRuntime runtime;
    private final Context context;
    private final BiConsumer<String, Messages.Custom> transmit;
    private final Consumer<String> stop;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private volatile int users;

    /** Messages to and from one worker. */
    private record Peer(Outbox out, Inbox in) {}

    /**
     * @param context the master's
     * @param transmit sends a message to a worker, perhaps in vain; called on the context
     * @param stop ends the test, with a reason
     */
    PlanSide(
            PlanRuntime runtime, Context context, BiConsumer<String, Messages.Custom> transmit, Consumer<String> stop) {
        this.runtime = runtime;
        this.context = context;
        this.transmit = transmit;
        this.stop = stop;
    }

    PlanRuntime runtime() {
        return runtime;
    }

    /** What the plan's code may listen to. */
    PlanEvents events() {
        return runtime.events();
    }

    /** What was chosen of the plan. */
    Map<String, String> settings() {
        return runtime.settings().given();
    }

    /** Takes part in a run; completes when the plan's {@code init} is over. */
    CompletableFuture<Void> enter(MasterOptions options) {
        boolean local = runtime.role() == Role.LOCAL;
        return runtime.enter(
                new Place(
                        options.runId(),
                        local ? "local" : "master",
                        local ? 0 : -1,
                        options.definition().target()),
                this);
    }

    /** Lets the plan know of a moment in the run's course, and goes on when it has dealt with it. */
    void then(HookList<Environment> hooks, Runnable next) {
        Afterwards.on(context, runtime.fire(hooks, runtime.environment()), Afterwards.PATIENCE, next);
    }

    /** Whether workers have code of the plan that hears of the run's course. */
    boolean isHeardByWorkers() {
        return distributed() && runtime.plan() instanceof LoadedPlan.Coded;
    }

    void workerRegistered(String worker) {
        peers.computeIfAbsent(
                worker,
                id -> new Peer(
                        new Outbox(message -> context.runOnContext(_ -> transmit.accept(id, message))), new Inbox()));
        present.add(worker);
    }

    void workerReady(String worker) {
        if (distributed()) {
            runtime.fire(runtime.events().workerConnect, new Events.WorkerConnect(runtime.environment(), worker));
        }
    }

    /** The worker's connection is new, and it may have missed something. */
    void workerCameBack(String worker) {
        Peer peer = peers.get(worker);
        if (peer != null) {
            peer.out().again();
        }
    }

    void workerGone(String worker) {
        present.remove(worker);
    }

    /** A message of a worker's plan. */
    Messages.CustomReceived received(String worker, Messages.Custom message) {
        Peer peer = peers.get(worker);
        if (peer == null) {
            return new Messages.CustomReceived(0);
        }
        if (peer.in().isNext(message)) {
            runtime.receive(message.type(), message.data(), worker);
        }
        return new Messages.CustomReceived(peer.in().last());
    }

    void acknowledged(String worker, long number) {
        Peer peer = peers.get(worker);
        if (peer != null) {
            peer.out().acknowledged(number);
        }
    }

    /** @param plan what a worker's plan added to a report that is new; may be null */
    void reported(String worker, String plan) {
        if (!distributed()) {
            return;
        }
        PlanReport report;
        try {
            report = PlanReport.decode(plan);
        } catch (IllegalArgumentException e) {
            runtime.failed("report of " + worker, e);
            return;
        }
        report.exceptions().forEach(counted -> runtime.exceptions().add(counted, worker));
        runtime.mention(
                runtime.events().workerReport,
                new Events.WorkerReport(runtime.environment(), worker, Map.copyOf(report.added())));
    }

    void heartbeat(String worker, int usersNow) {
        users = usersNow;
        if (distributed()) {
            runtime.mention(runtime.events().heartbeatSent, new Events.Heartbeat(runtime.environment(), worker));
        }
    }

    void spawningComplete(int all) {
        runtime.fire(runtime.events().spawningComplete, new Events.SpawningComplete(runtime.environment(), all));
    }

    /** The master's process was looked at. */
    void usage(CpuUsage usage) {
        Events.Usage event = new Events.Usage(runtime.environment(), usage.share(), ProcessCpu.residentBytes());
        runtime.mention(runtime.events().usageMonitor, event);
        if (usage.isSaturated() || usage.isThrottled()) {
            runtime.mention(runtime.events().cpuWarning, event);
        }
    }

    private boolean distributed() {
        return runtime.role() != Role.LOCAL;
    }

    @Override
    public void send(String type, String json) {
        present.forEach(worker -> add(worker, peers.get(worker), type, json));
    }

    @Override
    public void send(String type, String json, String worker) {
        Peer peer = peers.get(worker);
        if (peer == null || !present.contains(worker)) {
            throw new IllegalArgumentException("there is no worker " + worker);
        }
        add(worker, peer, type, json);
    }

    private static void add(String worker, Peer peer, String type, String json) {
        if (!peer.out().add(type, json)) {
            throw new IllegalStateException("too many messages wait for worker " + worker + " to take them");
        }
    }

    @Override
    public void stopTest(String reason) {
        stop.accept(reason);
    }

    @Override
    public List<String> workers() {
        return List.copyOf(present);
    }

    @Override
    public int users() {
        return users;
    }
}
