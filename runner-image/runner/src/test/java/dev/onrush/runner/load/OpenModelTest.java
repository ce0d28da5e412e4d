package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.stats.Bounds;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.WorkerNames;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrivals on a real loop against a real target, which counts for itself. */
class OpenModelTest {
    private static final long SECOND = 1_000_000_000L;

    private final Vertx vertx = ClockedTransport.newVertx();
    private QueueTarget target;

    @AfterEach
    void close() {
        vertx.close().await();
        if (target != null) {
            target.close();
        }
    }

    private static ArrivalPlan plan(RateCurve curve, boolean poisson, int maxUsers, Duration maxStartDelay, Plan plan) {
        Map<String, Integer> weights = new java.util.LinkedHashMap<>();
        plan.users().forEach(userClass -> weights.put(userClass.name(), userClass.weight()));
        return new ArrivalPlan(curve, poisson, maxUsers, maxStartDelay, weights, List.of(new ArrivalShare(0, 1, 0)));
    }

    /** Runs all of the curve and gives what was measured. */
    private RunStatistics run(Plan plan, ArrivalPlan arrivals, Duration drain) throws Exception {
        LoadEngine engine = new LoadEngine(new DeclaredUsers(plan), URI.create(target.url()), 0, () -> {});
        vertx.deployVerticle(engine).await();
        engine.grant(10_000_000);
        long origin = System.nanoTime() + SECOND / 10;
        engine.arrive(arrivals, origin).await();
        Thread.sleep(arrivals.curve().length().toMillis() + 150);
        engine.stopUsers(drain).await();
        assertEquals(0, engine.vitals().await().users());
        return measured(plan, engine);
    }

    private static RunStatistics measured(Plan plan, LoadEngine engine) throws Exception {
        WorkerNames worker = new WorkerNames(RequestNames.of(plan));
        RunStatistics statistics = new RunStatistics();
        statistics.add(new DeltaReader().read(Payload.of(engine.cut().await()), worker), worker, 0);
        return statistics;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void asManyIterationsStartAsAreDueAndEachRequestIsCounted(String client) throws Exception {
        target = QueueTarget.open(0, 0, 0);
        Plan plan = Plans.read("client: " + client + """

                users:
                  - name: A
                    weight: 3
                    onStart: [get: /login]
                    tasks: [{name: t, steps: [{get: /a}, {pause: 1ms}, {get: /b}]}]
                  - name: B
                    tasks: [{name: t, steps: [{get: /c}]}]
                """);
        RateCurve curve = new RateCurve(List.of(
                new RateCurve.Step(200, Duration.ofSeconds(1)), new RateCurve.Step(200, Duration.ofMillis(500))));
        RunStatistics statistics =
                run(plan, plan(curve, false, 1_000, Duration.ofSeconds(30), plan), Duration.ofSeconds(20));
        assertEquals(200, statistics.totals().startDelay().count());
        assertEquals(0, statistics.totals().dropped().count());
        assertEquals(Map.of(), statistics.total().errors());
        assertEquals(target.requests(), statistics.total().requests());
        RequestNames names = RequestNames.of(plan);
        long logins = statistics.of(names.indexOf("GET", "/login")).requests();
        long a = statistics.of(names.indexOf("GET", "/a")).requests();
        long c = statistics.of(names.indexOf("GET", "/c")).requests();
        assertEquals(200, a + c, "one task for each arrival");
        assertEquals(a, statistics.of(names.indexOf("GET", "/b")).requests());
        assertTrue(a > c, "classes by weight");
        assertTrue(logins >= 1 && logins <= a, "onStart once for each user, and users are used again");
    }

    @Test
    void beyondTheMostUsersArrivalsWaitAndThenAreDroppedButNotForgotten() throws Exception {
        // One request at a time, 100 ms each: of 100 arrivals in a second, some ten are served.
        target = QueueTarget.open(100_000_000, 0, 0);
        Plan plan = Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]");
        RateCurve curve = RateCurve.constant(100, Duration.ofSeconds(1));
        RunStatistics statistics =
                run(plan, plan(curve, false, 1, Duration.ofMillis(300), plan), Duration.ofSeconds(20));
        long started = statistics.totals().startDelay().count();
        long dropped = statistics.totals().dropped().count();
        assertEquals(100, started + dropped);
        assertTrue(started >= 1 && started <= 14, "started " + started);
        assertEquals(target.requests(), statistics.total().requests());
        assertEquals(started, statistics.total().requests());
        assertTrue(statistics.totals().dropped().max() >= 300_000_000L);
        assertEquals(100, statistics.total().responseBracket().count());
        assertEquals(
                Bounds.UNKNOWN,
                statistics.total().responseBracket().percentile(50).atMost());
        // What the arrivals waited for a user is the target's doing, and in the response time at both ends.
        Bounds max = statistics.total().responseBracket().percentile(started / 2.0 + 1);
        assertTrue(max.atLeast() >= 100_000_000 || started < 4, max::toString);
    }

    @Test
    void arrivalsThatALateClockHasNotComeToYetStartAfterTheStop() throws Exception {
        target = QueueTarget.open(0, 0, 0);
        Plan plan = Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]");
        ArrivalPlan arrivals =
                plan(RateCurve.constant(1_000, Duration.ofSeconds(1)), false, 100, Duration.ofSeconds(30), plan);
        LoadEngine engine = new LoadEngine(new DeclaredUsers(plan), URI.create(target.url()), 0, () -> {});
        vertx.deployVerticle(engine).await();
        engine.grant(10_000_000);
        engine.arrive(arrivals, System.nanoTime() + SECOND / 10).await();
        engine.stopUsers(Duration.ofSeconds(20), 40).await();
        RunStatistics statistics = measured(plan, engine);
        assertEquals(40, statistics.totals().startDelay().count());
        assertEquals(0, statistics.totals().dropped().count());
        assertEquals(40, target.requests());
    }

    @Test
    void whatIsStillToComeWhenTheTimeToStopIsOverIsDropped() throws Exception {
        target = QueueTarget.open(0, 0, 0);
        Plan plan = Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]");
        ArrivalPlan arrivals =
                plan(RateCurve.constant(10, Duration.ofSeconds(1)), false, 100, Duration.ofSeconds(30), plan);
        LoadEngine engine = new LoadEngine(new DeclaredUsers(plan), URI.create(target.url()), 0, () -> {});
        vertx.deployVerticle(engine).await();
        engine.arrive(arrivals, System.nanoTime() + 3_600 * SECOND).await();
        engine.stopUsers(Duration.ZERO, 10).await();
        RunStatistics statistics = measured(plan, engine);
        assertEquals(0, statistics.totals().startDelay().count());
        assertEquals(10, statistics.totals().dropped().count());
    }

    @Test
    void randomArrivalsComeAtTheRate() throws Exception {
        target = QueueTarget.open(0, 0, 0);
        Plan plan = Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]");
        RateCurve curve = RateCurve.constant(400, Duration.ofSeconds(1));
        RunStatistics statistics =
                run(plan, plan(curve, true, 150, Duration.ofSeconds(30), plan), Duration.ofSeconds(20));
        // Where the machine is busy, what is late has not started when the time is up.
        long came = statistics.totals().startDelay().count()
                + statistics.totals().dropped().count();
        assertEquals(400, came, 4 * Math.sqrt(400));
        assertEquals(target.requests(), statistics.total().requests());
    }

    /**
     * A target that stops for S seconds and then serves μ requests per second: of a run of T at rate R, the share 1 − q of requests that
     * came first in the stall or behind it take L(q) = S − (1 − q)·T·(1 − R/μ) and more, and a service time on top.
     */
    @Test
    void aStallShowsInThePercentilesAsArithmeticSays() throws Exception {
        // On a busy machine a target is late by itself, which no arithmetic foresees; but not every time.
        String wrong = stall();
        for (int i = 0; i < 5 && !wrong.isEmpty(); i++) {
            target.close();
            wrong = stall();
        }
        assertEquals("", wrong);
    }

    /** What is not as expected. */
    private String stall() throws Exception {
        double rate = 300;
        double drain = 1_000;
        double length = 4;
        double stall = 1;
        target = QueueTarget.open((long) (SECOND / drain), SECOND, (long) (stall * SECOND));
        Plan plan = Plans.read("users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]");
        RateCurve curve = RateCurve.constant(rate, Duration.ofMillis((long) (length * 1_000)));
        RunStatistics statistics =
                run(plan, plan(curve, false, 5_000, Duration.ofSeconds(30), plan), Duration.ofSeconds(20));
        StringBuilder wrong = new StringBuilder();
        for (double percent : new double[] {72, 75, 80, 85, 90, 95, 99, 99.9}) {
            double expected = stall - (1 - percent / 100) * length * (1 - rate / drain);
            Bounds bounds = statistics.total().responseBracket().percentile(percent);
            double tolerance = 0.02 * expected + 0.002;
            double service = 1 / drain + target.latestNanos() / 1e9;
            if (bounds.atLeast() / 1e9 > expected + tolerance + service
                    || bounds.atMost() / 1e9 < expected - tolerance) {
                wrong.append("p%s: expected %.4fs, found %s; ".formatted(percent, expected, bounds));
            }
        }
        return wrong.toString();
    }
}
