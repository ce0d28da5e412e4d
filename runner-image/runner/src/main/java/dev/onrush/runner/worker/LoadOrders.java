package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.load.ArrivalPlan;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The load that the master told this worker to make. */
final class LoadOrders {
    private final Vertx vertx;
    private final LoadEngine engine;
    private final Consumer<Runnable> testStart;
    private final List<Runnable> waiting = new ArrayList<>();
    private Map<String, Integer> users = Map.of();
    private List<Messages.Arrivals.Share> shares = List.of();
    private ArrivalPlan arriving;
    private long origin;
    private boolean begun;

    /** @param testStart lets the plan know that the test starts, and goes on when it has dealt with it */
    LoadOrders(Vertx vertx, LoadEngine engine, Consumer<Runnable> testStart) {
        this.vertx = vertx;
        this.engine = engine;
        this.testStart = testStart;
    }

    /** The users that were asked for last, by class. */
    Map<String, Integer> users() {
        return users;
    }

    /** Which arrivals are this worker's; empty in the closed model. */
    List<Messages.Arrivals.Share> shares() {
        return shares;
    }

    /** All workers begin at one moment. */
    void begin(Messages.Start start, long roundTripMillis) {
        long wait = start.inMillis() - roundTripMillis / 2;
        long at = System.nanoTime() + wait * 1_000_000;
        engine.begin(at);
        inOrder(() -> vertx.setTimer(
                Math.max(1, (at - System.nanoTime()) / 1_000_000), _ -> spawn(start.users(), start.overMillis())));
    }

    /** A worker that joins a running test is never told to begin. */
    void spawn(Messages.Spawn spawn, long roundTripMillis) {
        engine.begin(System.nanoTime() - nanosAgo(spawn.elapsedMicros(), roundTripMillis));
        spawn(spawn.users(), spawn.overMillis());
    }

    private void spawn(Map<String, Integer> wanted, long overMillis) {
        users = wanted;
        inOrder(() -> engine.moveTo(wanted, Duration.ofMillis(overMillis)));
    }

    private static long nanosAgo(long elapsedMicros, long roundTripMillis) {
        return TimeUnit.MICROSECONDS.toNanos(elapsedMicros) + TimeUnit.MILLISECONDS.toNanos(roundTripMillis) / 2;
    }

    void arrive(Messages.Arrivals arrivals, long roundTripMillis) {
        ArrivalPlan next = ArrivalPlans.of(arrivals);
        long began = System.nanoTime() - nanosAgo(arrivals.elapsedMicros(), roundTripMillis);
        engine.begin(began);
        arriving = next;
        shares = arrivals.shares();
        origin = began;
        inOrder(() -> engine.arrive(next, began));
    }

    /** No more users, and no arrival that is due later than now. */
    void end() {
        users = Map.of();
        engine.moveTo(users, Duration.ZERO);
        if (arriving != null) {
            engine.arrive(arriving.until(Duration.ofNanos(System.nanoTime() - origin)), origin);
        }
    }

    /** Before the first users, the plan hears that the test starts. What is asked for meanwhile waits, in order. */
    private void inOrder(Runnable next) {
        if (begun) {
            next.run();
            return;
        }
        waiting.add(next);
        if (waiting.size() == 1) {
            testStart.accept(() -> {
                begun = true;
                waiting.forEach(Runnable::run);
                waiting.clear();
            });
        }
    }
}
