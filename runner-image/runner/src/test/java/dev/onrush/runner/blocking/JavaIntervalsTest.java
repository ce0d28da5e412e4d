package dev.onrush.runner.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.code.JavaPlans;
import dev.onrush.runner.report.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of plans in Java begin in threads of their own. */
@Timeout(120)
class JavaIntervalsTest {
    @Test
    void oneThatTakesSecondsIsInTheIntervalInWhichItWasDue() throws Exception {
        try (Trace trace = new Trace()) {
            String plan = """
                    static final class A extends HttpUser {
                        private final long since = System.currentTimeMillis();
                        A(UserContext context) { super(context); }
                        void work() throws Exception {
                            if (number() == 0 && System.currentTimeMillis() - since > 1_500) {
                                trace("due " + System.currentTimeMillis());
                                requests().time("queue", "slow", () -> { Thread.sleep(3_000); return ""; });
                                stopUser();
                            }
                            client().get("/products");
                        }
                    }
                    public void define(PlanBuilder plan) {
                        plan.user("A", A::new).waitTime(WaitTime.constant(Duration.ofMillis(50))).task("work", A::work);
                    }
                    """;
            try (JavaRun run = JavaRun.oneWorker(JavaPlans.shop(trace.method() + plan), 2, Duration.ofSeconds(6))) {
                RunSummary summary = run.summary();
                List<History.Point> history = run.master.history().await();
                String due = trace.lines().getFirst().replace("due ", "");
                long elapsed =
                        Long.parseLong(due) - Instant.parse(summary.startTime()).toEpochMilli();
                History.Point slow = history.stream()
                        .filter(point -> point.requests() > 0 && point.p99Millis() > 2_900)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(history));
                // The clocks agree to some milliseconds.
                assertTrue(Math.abs(slow.elapsedSeconds() * 1_000 + 500 - elapsed) < 700, slow + " at " + elapsed);
                assertEquals(
                        summary.results().requests(),
                        history.stream().mapToLong(History.Point::requests).sum());
            }
        }
    }

    @Test
    void theFirstRequestOfAnArrivalIsDueWithItHoweverLateTheCodeAsksForIt() throws Exception {
        String plan = """
                public void define(PlanBuilder plan) {
                    plan.user("A", HttpUser::new).task("late", user -> {
                        Thread.sleep(2_500);
                        user.client().get("/products");
                    });
                }
                """;
        LoadShape rate = new LoadShape.Arrivals(
                RateCurve.constant(5, Duration.ofSeconds(7)), 100, Duration.ofSeconds(30), false);
        try (JavaRun run = JavaRun.oneWorker(JavaPlans.shop(plan), rate)) {
            run.summary();
            List<History.Point> history = run.master.history().await();
            for (History.Point point : history.subList(0, 3)) {
                assertEquals(5, point.requests(), history::toString);
                assertTrue(point.p50Millis() > 2_500, history::toString);
            }
        }
    }
}
