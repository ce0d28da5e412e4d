package dev.onrush.runner.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.ErrorCount;
import dev.onrush.contract.report.NamedResults;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.code.JavaPlans;
import dev.onrush.runner.hooks.ExceptionLog;
import dev.onrush.runner.report.Statistics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users in Java against a real target: what they do, and that every request is counted once. */
@Timeout(120)
class JavaUsersTest {
    private final Trace trace = new Trace();

    @AfterEach
    void close() {
        trace.close();
    }

    private PlanFiles plan(String body) {
        return JavaPlans.shop(trace.method() + body);
    }

    @Test
    void requestsAreCountedUnderTheirNamesAsOftenAsTheTargetSawThem() throws Exception {
        PlanFiles plan = plan("""
                static final class Customer extends HttpUser {
                    private String token;
                    Customer(UserContext context) { super(context); }
                    @Override public void onStart() {
                        token = client().post("/login", r -> r.json(Map.of("user", "u" + number()))).json("/token");
                        trace("start");
                    }
                    @Override public void onStop() {
                        trace("stop " + client().get("/products", r -> r.name("goodbye")).status());
                    }
                    void buy() {
                        client().post("/cart", r -> r.header("Authorization", "Bearer " + token).json(Map.of("product", 1)));
                        client().get("/products/" + (1 + number() % 9), r -> r.name("/products/[id]"));
                    }
                }
                public void define(PlanBuilder plan) {
                    plan.user("Customer", Customer::new).waitTime(WaitTime.constant(Duration.ofMillis(10))).task("buy", Customer::buy);
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 10, Duration.ofSeconds(2))) {
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertEquals(run.target.requests(), summary.results().requests());
            assertEquals(0, summary.results().failures());
            assertEquals(10, trace.count("start"));
            assertEquals(10, trace.count("stop 200"));
            assertEquals(10, named(summary, "/login").requests());
            assertEquals(10, named(summary, "goodbye").requests());
            assertTrue(named(summary, "/products/[id]").requests() > 20);
            assertTrue(named(summary, "/cart").requests()
                    >= named(summary, "/products/[id]").requests());
            assertEquals(4, summary.results().byName().size());
        }
    }

    @Test
    void whatFailedAndWhatDidNotIsThePlansDecision() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", HttpUser::new).waitTime(WaitTime.constant(Duration.ofMillis(20)))
                        .task("all", user -> {
                            user.client().get("/missing");
                            try (CaughtResponse r = user.client().request("get", "/missing").name("expected").catchResponse()) {
                                if (r.status() == 404) r.success();
                            }
                            try (CaughtResponse r = user.client().request("GET", "/products").name("checked").catchResponse()) {
                                if (!r.text().contains("nonsense")) r.failure("no nonsense");
                            }
                            user.client().request("GET", "/products").name("forgotten").catchResponse();
                            user.client().get("http://127.0.0.1:1/", r -> r.name("nobody"));
                            user.requests().report("queue", "send", Duration.ofMillis(250), 10, null);
                            user.requests().report("queue", "send", Duration.ofMillis(250), -1, "full");
                            user.requests().time("queue", "receive", () -> "x");
                            user.stopUser();
                        });
                }
                """);
        try (JavaRun run = JavaRun.oneWorker(plan, 3, Duration.ofSeconds(2))) {
            RunSummary summary = run.summary();
            assertEquals(3, named(summary, "/missing").failures());
            assertEquals(0, named(summary, "expected").failures());
            assertEquals(3, named(summary, "checked").failures());
            assertEquals(0, named(summary, "forgotten").failures());
            assertEquals(3, named(summary, "forgotten").requests());
            assertEquals(3, named(summary, "nobody").failures());
            assertEquals(6, named(summary, "send").requests());
            assertEquals(3, named(summary, "send").failures());
            assertEquals("queue", named(summary, "send").method());
            assertEquals("250ms", named(summary, "send").latency().p50().replaceAll("\\..*ms", "ms"));
            assertEquals(3, named(summary, "receive").requests());
            List<ErrorCount> errors = summary.results().errors();
            assertTrue(errors.contains(new ErrorCount("checked", "no nonsense", 3L)), errors::toString);
            assertTrue(errors.contains(new ErrorCount("send", "full", 3L)), errors::toString);
            assertTrue(errors.contains(new ErrorCount("nobody", "connection refused", 3L)), errors::toString);
            List<Statistics.Entry> entries = run.master.statistics().await().entries();
            assertEquals(5, contentBytes(entries, "send"), "10 and, as a plan may not know, less than nothing");
            assertTrue(contentBytes(entries, "/missing") > 0);
            assertTrue(contentBytes(entries, "checked") > 100);
            assertEquals(contentBytes(entries, "checked"), contentBytes(entries, "forgotten"));
            assertEquals(0, contentBytes(entries, "nobody"));
            assertEquals(12, run.target.requests());
            assertEquals(24, summary.results().requests());
        }
    }

    private static double contentBytes(List<Statistics.Entry> entries, String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .averageContentBytes();
    }

    @Test
    void exceptionsAreCountedWithTheirLineAndEndNothing() throws Exception {
        PlanFiles plan = JavaPlans.shop("""
                public void define(PlanBuilder plan) {
                    plan.user("A", HttpUser::new).waitTime(WaitTime.constant(Duration.ofMillis(10)))
                        .task("bad", user -> {
                            user.client().get("/products");
                            throw new IllegalStateException("no stock");
                        });
                    plan.user("B", User::new).task("swallows", user -> {
                        try { user.sleep(Duration.ofMillis(1)); } catch (Exception e) { }
                    });
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 4, Duration.ofSeconds(1))) {
            RunSummary summary = run.summary();
            List<ExceptionLog.Counted> exceptions = run.runtime.exceptions().list();
            assertEquals(1, exceptions.size(), exceptions::toString);
            assertEquals(
                    "java.lang.IllegalStateException: no stock",
                    exceptions.getFirst().message());
            assertTrue(exceptions.getFirst().at().startsWith("Shop.java:9 in "), exceptions::toString);
            assertTrue(exceptions.getFirst().count() > 4);
            // Worker ids as Locust's: the host's name and what makes it unique.
            List<String> nodes = run.master.exceptions().await().getFirst().nodes();
            assertEquals(2, nodes.size(), nodes::toString);
            nodes.forEach(node -> assertTrue(node.matches("[A-Za-z0-9.-]+_[0-9a-f]{32}"), node));
            assertTrue(run.master.workers().await().stream()
                    .allMatch(
                            worker -> nodes.contains(worker.id()) && worker.id().startsWith(worker.host() + "_")));
            // The last requests may have been finished by users that then had to stop.
            assertTrue(Math.abs(
                            summary.results().requests() - exceptions.getFirst().count())
                    <= 4);
        }
    }

    @Test
    void withoutRolesExceptionsAreLocal() throws Exception {
        PlanFiles plan = JavaPlans.shop("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).waitTime(WaitTime.constant(Duration.ofMillis(50)))
                        .task("bad", user -> { if (user.number() >= 0) throw new IllegalStateException("no stock"); });
                }
                """);
        try (JavaRun run = JavaRun.local(plan, 1, Duration.ofMillis(500))) {
            run.summary();
            assertEquals(
                    List.of("local"), run.master.exceptions().await().getFirst().nodes());
        }
    }

    @Test
    void taskSetsAreEnteredAndLeftAsThePlanSays() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).sequence("visit", visit -> visit
                        .task("in", u -> trace("in"))
                        .taskSet("forum", forum -> forum
                            .onStart(u -> trace("enter"))
                            .onStop(u -> trace("leave"))
                            .task("read", u -> { trace("read"); u.interrupt(); }))
                        .sequence("steps", steps -> steps.once()
                            .task("one", 2, u -> trace("one"))
                            .task("two", u -> { trace("two"); throw new RescheduleTask(); }))
                        .markov("chain", chain -> chain
                            .state("a", u -> trace("a"), Transition.to("b"))
                            .state("b", u -> trace("b"), Transition.to("c", 5))
                            .state("c", u -> { trace("c"); u.interrupt(false); }, Transition.to("a")))
                        .task("out", u -> { trace("out"); u.stopUser(); }));
                }
                """);
        try (JavaRun run = JavaRun.oneWorker(plan, 1, Duration.ofMillis(1500))) {
            run.summary();
            assertEquals(
                    List.of("in", "enter", "read", "leave", "one", "one", "two", "a", "b", "c", "out"), trace.lines());
        }
    }

    @Test
    void aUserThatStopsMayFinishItsRequestAndNothingNewBegins() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).task("long", u -> {
                        trace("begin");
                        u.requests().time("x", "long", () -> { Thread.sleep(1500); trace("done"); return 1; });
                        trace("after");
                        u.sleep(Duration.ofSeconds(60));
                        trace("never");
                    });
                    plan.user("B", User::new).task("hangs", u -> {
                        trace("hangs");
                        while (true) {
                            try { u.sleep(Duration.ofSeconds(60)); } catch (InterruptedException e) { }
                        }
                    });
                }
                """);
        try (JavaRun run = JavaRun.oneWorker(plan, 2, Duration.ofSeconds(1))) {
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertEquals(1, trace.count("done"));
            assertEquals(1, trace.count("after"));
            assertEquals(0, trace.count("never"));
            assertEquals(1, summary.results().requests());
            assertEquals(0, summary.results().failures());
            assertEquals(
                    0,
                    run.runtime.exceptions().list().size(),
                    () -> run.runtime.exceptions().list().toString());
        }
    }

    @Test
    void whatIsInFlightAfterTheStopTimeoutIsAbortedAndNoFailure() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).task("endless", u ->
                        u.requests().time("x", "endless", () -> { Thread.sleep(60_000); return 1; }));
                }
                """);
        try (JavaRun run = JavaRun.oneWorker(plan, 5, Duration.ofSeconds(1))) {
            RunSummary summary = run.summary();
            assertEquals(0, summary.results().requests());
            assertEquals(5, summary.results().aborted());
        }
    }

    @Test
    void whatWasAnsweredIsNotAbortedThoughItsUserHangs() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", HttpUser::new).task("hangs", u -> {
                        u.client().request("GET", "/products").name("caught").catchResponse();
                        // Told to stop, and then to give up.
                        for (int i = 0; i < 3; i++) {
                            try { Thread.sleep(60_000); } catch (InterruptedException e) { }
                        }
                    });
                }
                """);
        try (JavaRun run = JavaRun.oneWorker(plan, 5, Duration.ofSeconds(1))) {
            RunSummary summary = run.summary();
            assertEquals(5, run.target.requests());
            assertEquals(5, summary.results().requests());
            assertEquals(0, summary.results().failures());
            assertEquals(0, summary.results().aborted());
        }
    }

    @Test
    void anyUsersCodeMayStopTheTest() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", HttpUser::new).waitTime(WaitTime.constant(Duration.ofMillis(20))).task("t", u -> {
                        u.client().get("/products");
                        if (u.number() == 1) u.stopTest("sold out");
                    });
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 4, Duration.ofMinutes(5))) {
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertTrue(summary.message().contains("sold out"), summary.message());
            assertEquals(run.target.requests(), summary.results().requests());
        }
    }

    @Test
    void twentyThousandUsersWaitInOneWorker() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).waitTime(WaitTime.constant(Duration.ofMinutes(1))).task("t", u ->
                        u.requests().report("x", "once", Duration.ofMillis(1), 0, null));
                }
                """);
        try (JavaRun run = JavaRun.oneWorker(plan, 20_000, Duration.ofSeconds(8))) {
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertEquals(20_000, summary.results().requests());
        }
    }

    private static NamedResults named(RunSummary summary, String name) {
        return summary.results().byName().stream()
                .filter(results -> results.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(name + " in " + summary.results().byName()));
    }
}
