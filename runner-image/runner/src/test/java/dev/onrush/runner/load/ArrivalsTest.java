package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.loop.OnLoop;
import dev.onrush.runner.loop.PollClock;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arrivals with users that do nothing, rung by hand. */
class ArrivalsTest {
    private static final Duration LATE = Duration.ofMillis(100);
    private static final ArrivalPlan PLAN = new ArrivalPlan(
            RateCurve.constant(1_000, Duration.ofMinutes(1)),
            false,
            1_000,
            Duration.ofSeconds(30),
            Map.of("A", 1),
            List.of(new ArrivalShare(0, 1, 0)));

    private final Vertx vertx = ClockedTransport.newVertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final List<Idler> users = new ArrayList<>();

    /** Has one arrival at a time, until it is told that it is done. */
    private static final class Idler implements RunningUser {
        private Consumer<RunningUser> idle;

        @Override
        public void start() {
            throw new AssertionError("not in the open model");
        }

        @Override
        public void arrive(long due, long sendable, Consumer<RunningUser> whenIdle) {
            idle = whenIdle;
        }

        @Override
        public void stop() {}

        @Override
        public void abort() {}
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private void onLoop(Consumer<Arrivals> test) {
        OnLoop.of(context, () -> {
            test.accept(late());
            return null;
        });
    }

    /** Of which a hundred are due already. */
    private Arrivals late() throws InvalidInputException {
        RequestNames names = RequestNames.of(Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]"));
        LoadEnvironment environment = new LoadEnvironment(
                vertx,
                context,
                PollClock.of(context),
                URI.create("http://127.0.0.1"),
                new Recorder(names),
                new StartGate(() -> {}),
                new InFlight(),
                RandomGenerator.getDefault());
        return new Arrivals(PLAN, System.nanoTime() - LATE.toNanos(), environment, _ -> {
            Idler user = new Idler();
            users.add(user);
            return user;
        });
    }

    private static boolean hasMoreDue(Arrivals arrivals) {
        long now = System.nanoTime();
        return arrivals.ring(now) <= now;
    }

    /** Or the loop would be woken too early by as much as it took to start those before. */
    @Test
    void theNextIsDueWhenItIsHoweverLongThoseBeforeItTookToStart() {
        onLoop(arrivals -> {
            while (hasMoreDue(arrivals)) {
                // None of those that are late is between what follows.
            }
            long due = arrivals.ring(System.nanoTime());
            long before = arrivals.started();
            assertEquals(due, arrivals.ring(due - 1));
            assertEquals(before, arrivals.started());
            assertEquals(due + TimeUnit.MILLISECONDS.toNanos(1), arrivals.ring(due));
            assertEquals(before + 1, arrivals.started());
        });
    }

    @Test
    void aLoopThatIsBehindLooksAfterItsConnectionsBeforeItMakesAnotherUser() {
        onLoop(arrivals -> {
            assertTrue(hasMoreDue(arrivals));
            assertEquals(1, arrivals.started());
            assertTrue(hasMoreDue(arrivals));
            assertEquals(2, arrivals.started());
            assertEquals(2, users.size());
        });
    }

    @Test
    void whoHasBecomeFreeInBetweenHasTheNextArrivalAndNobodyNewIsMade() {
        onLoop(arrivals -> {
            for (int i = 0; i < 8; i++) {
                arrivals.ring(System.nanoTime());
            }
            for (Idler user : List.copyOf(users)) {
                user.idle.accept(user);
            }
            assertEquals(8, users.size());
            assertEquals(16, arrivals.started());
        });
    }

    @Test
    void usersThatAreThereStartAFewAtATime() {
        onLoop(arrivals -> {
            do {
                arrivals.ring(System.nanoTime());
            } while (arrivals.age(System.nanoTime()) > 0);
            for (Idler user : List.copyOf(users)) {
                user.idle.accept(user);
            }
            while (arrivals.age(System.nanoTime()) < TimeUnit.MILLISECONDS.toNanos(20)) {
                Thread.onSpinWait();
            }
            long before = arrivals.started();
            assertTrue(hasMoreDue(arrivals));
            assertEquals(8, arrivals.started() - before);
        });
    }
}
