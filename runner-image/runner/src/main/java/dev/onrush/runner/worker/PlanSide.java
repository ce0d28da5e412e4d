package dev.onrush.runner.worker;

import dev.onrush.api.Environment;
import dev.onrush.api.Events;
import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.code.HookList;
import dev.onrush.runner.code.PlanSettings;
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
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The plan's code on a worker: what it hears of a run, and what it can do to it. In a process that is master, too, all of that
 * happens on the master's side.
 */
final class PlanSide implements Outlet {
    private static final Duration REPORT_PATIENCE = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 500;
    private static final long FLUSH_MILLIS = 5_000;

    private final PlanRuntime runtime;
    private final Vertx vertx;
    private final Context context;
    private final MasterLink link;
    private final Outbox out;
    private final Inbox in = new Inbox();
    private volatile int users;

    PlanSide(PlanRuntime runtime, Vertx vertx, Context context, MasterLink link) {
        this.runtime = runtime;
        this.vertx = vertx;
        this.context = context;
        this.link = link;
        this.out = new Outbox(message -> context.runOnContext(_ -> transmit(message)));
    }

    private boolean isLocal() {
        return runtime.role() == Role.LOCAL;
    }

    /** Chooses of the plan what the master chose. */
    void choose(Messages.Registered registered) throws InvalidInputException {
        if (!isLocal() && registered.settings() != null) {
            runtime.choose("the master", new PlanSettings(registered.settings()));
        }
    }

    /** Takes part in a run, and goes on when the plan's {@code init} is over. */
    void enter(Messages.Registered registered, Runnable next) {
        if (isLocal()) {
            next.run();
            return;
        }
        Place place = new Place(registered.runId(), link.id(), registered.index(), URI.create(registered.target()));
        Afterwards.on(context, runtime.enter(place, this), Duration.ZERO, next);
    }

    /** Lets the plan know of a moment in the run's course, and goes on when it has dealt with it. */
    void then(HookList<Environment> hooks, Runnable next) {
        CompletableFuture<Void> over =
                isLocal() ? CompletableFuture.completedFuture(null) : runtime.fire(hooks, runtime.environment());
        Afterwards.on(context, over, Afterwards.PATIENCE, next);
    }

    void received(Messages.Custom message) {
        if (in.isNext(message)) {
            runtime.receive(message.type(), message.data(), "master");
        }
        link.customReceived(in.last());
    }

    /** The master is another one than before. */
    void startOver() {
        in.startOver();
        out.startOver();
    }

    /** The connection is new. */
    void connected() {
        out.again();
    }

    void spawningComplete() {
        if (isLocal()) {
            return;
        }
        runtime.fire(runtime.events().spawningComplete, new Events.SpawningComplete(runtime.environment(), users));
    }

    void heartbeat(int usersNow) {
        users = usersNow;
        if (!isLocal()) {
            runtime.mention(runtime.events().heartbeatReceived, new Events.Heartbeat(runtime.environment(), link.id()));
        }
    }

    /** This process was looked at. */
    void usage(CpuUsage usage) {
        if (isLocal()) {
            return;
        }
        Events.Usage event = new Events.Usage(runtime.environment(), usage.share(), ProcessCpu.residentBytes());
        runtime.mention(runtime.events().usageMonitor, event);
        if (usage.isSaturated() || usage.isThrottled()) {
            runtime.mention(runtime.events().cpuWarning, event);
        }
    }

    /** What the plan adds to the next report; null when there is nothing. Completes on the context. */
    Future<String> report() {
        if (isLocal()) {
            return Future.succeededFuture();
        }
        Map<String, Object> added = new LinkedHashMap<>();
        Promise<String> promise = Promise.promise();
        Afterwards.on(
                context,
                runtime.mention(
                        runtime.events().reportToMaster, new Events.ReportToMaster(runtime.environment(), added)),
                REPORT_PATIENCE,
                () -> promise.complete(encoded(added)));
        return promise.future();
    }

    private String encoded(Map<String, Object> added) {
        try {
            return new PlanReport(runtime.exceptions().cut(), added).encode();
        } catch (RuntimeException e) {
            // Left for the next report, without what the hooks added.
            runtime.failed("reportToMaster", e);
            return new PlanReport(runtime.exceptions().cut(), Map.of()).encode();
        }
    }

    /** Goes on when the master has every message, or after a while. */
    void flush(Runnable next) {
        flush(System.nanoTime() + FLUSH_MILLIS * 1_000_000, next);
    }

    private void flush(long deadline, Runnable next) {
        if (out.isEmpty() || System.nanoTime() > deadline) {
            next.run();
        } else {
            vertx.setTimer(20, _ -> flush(deadline, next));
        }
    }

    private void transmit(Messages.Custom message) {
        link.custom(message)
                .onSuccess(received -> out.acknowledged(received.number()))
                .onFailure(_ -> {
                    // A broken connection is opened anew, and everything is sent again then.
                    if (link.isOpen()) {
                        vertx.setTimer(RETRY_MILLIS, _ -> out.again());
                    }
                });
    }

    @Override
    public void send(String type, String json) {
        if (!out.add(type, json)) {
            throw new IllegalStateException("too many messages wait for the master to take them");
        }
    }

    @Override
    public void send(String type, String json, String worker) {
        throw new IllegalArgumentException("a worker can send to the master only");
    }

    @Override
    public void stopTest(String reason) {
        context.runOnContext(_ -> link.stopTest(reason).onFailure(_ -> {
            if (!link.isClosed()) {
                vertx.setTimer(RETRY_MILLIS, _ -> stopTest(reason));
            }
        }));
    }

    @Override
    public List<String> workers() {
        return List.of();
    }

    @Override
    public int users() {
        return users;
    }
}
