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

    /** All workers begin at one moment. @param roundTrip to the master and back; the order was under way for half of it */
    void begin(Messages.Start start, Duration roundTrip) {
        long at = System.nanoTime() - nanosAgo(-start.inMicros(), roundTrip);
        engine.begin(at);
        inOrder(() -> vertx.setTimer(
                Math.max(1, Math.round((at - System.nanoTime()) / 1e6)),
                _ -> spawn(start.users(), start.overMillis())));
    }

    /** A worker that joins a running test is never told to begin. */
    void spawn(Messages.Spawn spawn, Duration roundTrip) {
        engine.begin(System.nanoTime() - nanosAgo(spawn.elapsedMicros(), roundTrip));
        spawn(spawn.users(), spawn.overMillis());
    }

    private void spawn(Map<String, Integer> wanted, long overMillis) {
        users = wanted;
        inOrder(() -> engine.moveTo(wanted, Duration.ofMillis(overMillis)));
    }

    private static long nanosAgo(long elapsedMicros, Duration roundTrip) {
        return TimeUnit.MICROSECONDS.toNanos(elapsedMicros) + roundTrip.toNanos() / 2;
    }

    void arrive(Messages.Arrivals arrivals, Duration roundTrip) {
        ArrivalPlan next = ArrivalPlans.of(arrivals);
        long began = System.nanoTime() - nanosAgo(arrivals.elapsedMicros(), roundTrip);
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
