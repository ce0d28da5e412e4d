package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.cpu.CpuUsage;
import dev.onrush.runner.cpu.ProcessCpu;
import dev.onrush.runner.load.GrantPolicy;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Tells the master that the worker lives and how it is, and renews the grant for starting requests. */
final class Heart {
    /** The CPU is measured over this time at least: a beat for a grant may come a moment after another, and say nothing of how busy the load is. */
    private static final long LEAST_MEASURED = TimeUnit.MILLISECONDS.toNanos(500);

    private final Context context;
    private final MasterLink link;
    private final Supplier<Future<LoadEngine.Vitals>> vitals;
    private final LongConsumer grant;
    private final IntConsumer answered;
    private final ProcessHealth health;
    private final GrantPolicy policy = new GrantPolicy(System.nanoTime());
    private long lastAnswer = System.nanoTime();
    private long lastRoundTrip;
    private final RunMemory memory = new RunMemory();
    private long cpuBefore;
    private long cpuSince = System.nanoTime();
    private double cpu;

    private Heart(
            Context context,
            MasterLink link,
            Supplier<Future<LoadEngine.Vitals>> vitals,
            LongConsumer grant,
            IntConsumer answered,
            ProcessCpu cpu,
            Consumer<CpuUsage> measured) {
        this.context = context;
        this.link = link;
        this.vitals = vitals;
        this.grant = grant;
        this.answered = answered;
        this.health = new ProcessHealth(cpu, measured);
    }

    /**
     * Of a worker that drives load.
     *
     * @param answered is given the number of users when the master has heard it
     * @param measured is given what the process uses, every few seconds
     */
    static Heart of(
            Context context, MasterLink link, LoadEngine engine, IntConsumer answered, Consumer<CpuUsage> measured) {
        return new Heart(context, link, engine::vitals, engine::grant, answered, engine.cpu(), measured);
    }

    /** Of a worker that waits for a run. */
    static Heart idle(Context context, MasterLink link) {
        LoadEngine.Vitals nothing = new LoadEngine.Vitals(0, 0, 0, 0);
        return new Heart(
                context,
                link,
                () -> Future.succeededFuture(nothing),
                _ -> {},
                _ -> {},
                ProcessCpu.watchingThisThread(),
                _ -> {});
    }

    void beat() {
        long asked = System.nanoTime();
        vitals.get().onSuccess(now -> {
            long loopDelay = System.nanoTime() - asked;
            context.runOnContext(ignored -> send(now, loopDelay));
        });
    }

    /** How long the master has been silent. */
    long silenceMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastAnswer);
    }

    /** The master was heard from by another way. */
    void heard() {
        lastAnswer = System.nanoTime();
    }

    /**
     * What is known of the run's course.
     *
     * @return null before the users began
     */
    Messages.Resume resume(Map<String, Integer> users, List<Messages.Arrivals.Share> shares, boolean stopping) {
        return memory.resume(silenceMillis(), users, shares, stopping);
    }

    private void send(LoadEngine.Vitals vitals, long loopDelayNanos) {
        long now = System.nanoTime();
        measure(vitals.cpuNanos(), now);
        Messages.Heartbeat heartbeat = new Messages.Heartbeat(
                vitals.users(),
                vitals.started(),
                policy.reserve(vitals.started(), vitals.ahead(), now),
                cpu,
                TimeUnit.NANOSECONDS.toMicros(loopDelayNanos),
                health.now(),
                TimeUnit.NANOSECONDS.toMicros(lastRoundTrip));
        link.heartbeat(heartbeat).onSuccess(granted -> {
            lastRoundTrip = System.nanoTime() - now;
            heard();
            grant.accept(granted.reserve());
            memory.heard(granted);
            answered.accept(vitals.users());
        });
    }

    private void measure(long cpuNanos, long now) {
        if (now - cpuSince >= LEAST_MEASURED) {
            cpu = Math.clamp((double) (cpuNanos - cpuBefore) / (now - cpuSince), 0, 1);
            cpuBefore = cpuNanos;
            cpuSince = now;
        }
    }
}
