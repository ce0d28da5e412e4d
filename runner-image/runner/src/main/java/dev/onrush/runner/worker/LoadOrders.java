package dev.onrush.runner.worker;

import dev.onrush.runner.bus.ClockOffset;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.load.ArrivalPlan;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The load that the master told this worker to make. */
final class LoadOrders {
    private final LoadEngine engine;
    private final Consumer<Runnable> testStart;
    private final List<Runnable> waiting = new ArrayList<>();
    private Map<String, Integer> users = Map.of();
    private List<Messages.Arrivals.Share> shares = List.of();
    private ArrivalPlan arriving;
    private long origin;
    private boolean begun;

    /** @param testStart lets the plan know that the test starts, and goes on when it has dealt with it */
    LoadOrders(LoadEngine engine, Consumer<Runnable> testStart) {
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

    /** The plan hears that the test starts, unless it has by now. @param heard goes on when it has dealt with it */
    void testStart(Runnable heard) {
        inOrder(heard);
    }

    /**
     * All workers begin at one moment.
     *
     * @return how that went, once the first users are being started
     */
    Future<Messages.Begun> begin(Messages.Start start, ClockOffset clock) {
        long at = clock.local(start.beginMicros());
        long bound = clock.bound(at);
        Promise<Messages.Begun> begun = Promise.promise();
        engine.begin(at);
        users = start.users();
        inOrder(() -> engine.moveTo(start.users(), Duration.ofMillis(start.overMillis()), at)
                .map(late -> new Messages.Begun(micros(late), micros(bound)))
                .onComplete(begun));
        return begun.future();
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    /** A worker that joins a running test is never told to begin. */
    void spawn(Messages.Spawn spawn, ClockOffset clock) {
        engine.begin(clock.local(spawn.beginMicros()));
        users = spawn.users();
        inOrder(() -> engine.moveTo(spawn.users(), Duration.ofMillis(spawn.overMillis())));
    }

    void arrive(Messages.Arrivals arrivals, ClockOffset clock) {
        ArrivalPlan next = ArrivalPlans.of(arrivals);
        long began = clock.local(arrivals.beginMicros());
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
