package dev.onrush.runner.worker;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.cpu.Compilers;
import dev.onrush.runner.platform.DescriptorTable;
import dev.onrush.runner.platform.FreedMemory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the engine's own path until the JVM has compiled it, before a worker says that it is ready: a generator whose first seconds are
 * slow says of its target what is true of itself. The load goes to a server within the process, nothing of it is recorded anywhere, and
 * no code of a plan is run.
 */
public final class WarmUp {
    /** CPU time of the process at least: compiling goes on beside. */
    private static final Duration CPU = Duration.ofMillis(1_500);

    /** Where compiling does not come to an end, or the process gets less than a core, nobody waits any longer. */
    private static final Duration LONGEST = Duration.ofMillis(8_000);

    /** What is still compiled when the engine has done all of it once more is of no importance: at most this share of the CPU time of that. */
    private static final double COMPILED = 0.03;

    /** A run that cannot come to its end only leaves the compilers something to do. */
    private static final Duration LEAST_RUN = Duration.ofMillis(500);

    private final Context context;
    private final List<Plan> plans;
    private final Compilers compilers = new Compilers();
    private final boolean untilCompiled;
    private final long enoughCpu = cpuNanos() + CPU.toNanos();
    private final long deadline;

    private WarmUp(Context context, List<Plan> plans, boolean untilCompiled, Duration longest) {
        this.context = context;
        this.plans = plans;
        this.untilCompiled = untilCompiled;
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    /**
     * Warms up what a plan will use: its client, or both where it is not known yet or may be either. Completes when it is done; a
     * warm-up that does not work is none, and nothing else.
     */
    public static Future<Void> run(Vertx vertx, Optional<PlanFiles> plan) {
        // What the compilers take now they have then for later, and a connection that is made then finds room.
        FreedMemory.keep();
        DescriptorTable.grow();
        return run(vertx, WarmUpPlan.clients(plan), true, LONGEST).otherwiseEmpty();
    }

    /**
     * Does the same for all clients and for all of a time, however much is compiled: what the JVM learns of branches and types meanwhile is
     * kept in its AOT cache. Fails where a warm-up does not work.
     */
    public static Future<Void> train(Vertx vertx, Duration time) {
        return run(vertx, List.of(Client.values()), false, time);
    }

    private static Future<Void> run(Vertx vertx, List<Client> clients, boolean untilCompiled, Duration longest) {
        if (clients.isEmpty()) {
            return Future.succeededFuture();
        }
        try {
            List<Plan> plans = new ArrayList<>();
            for (Client client : clients) {
                plans.add(WarmUpPlan.of(client));
            }
            return new WarmUp(vertx.getOrCreateContext(), plans, untilCompiled, longest)
                    .rounds()
                    .compose(_ -> tidy(vertx));
        } catch (InvalidInputException e) {
            return Future.failedFuture(e);
        }
    }

    /**
     * A run for each client in turn, again and again until hardly anything was compiled in all of a round. What they have not compiled by the end would
     * slow down the real one.
     */
    private Future<Void> rounds() {
        long compiledBefore = compilers.nanos();
        long usedBefore = cpuNanos();
        Future<Void> round = Future.succeededFuture();
        for (Plan plan : plans) {
            round = round.compose(
                    _ -> isLate() ? Future.succeededFuture() : WarmUpRun.of(plan, context, compilers, deadline));
        }
        return round.compose(_ -> {
            long used = cpuNanos();
            boolean compiled = compilers.nanos() - compiledBefore < COMPILED * (used - usedBefore);
            boolean enough = untilCompiled && compiled && used >= enoughCpu;
            return enough || isLate() ? Future.succeededFuture() : rounds();
        });
    }

    private boolean isLate() {
        return System.nanoTime() + LEAST_RUN.toNanos() - deadline >= 0;
    }

    /** What the start left behind would be collected in the run's first seconds, and what stays would be copied there. */
    private static Future<Void> tidy(Vertx vertx) {
        return vertx.executeBlocking(() -> {
            System.gc();
            return null;
        });
    }

    /** CPU time of this process. */
    static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(Long.MAX_VALUE);
    }
}
