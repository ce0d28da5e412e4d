package dev.onrush.runner.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.code.JavaPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan's hooks and messages: over the real wire with two workers, and in one process. */
@Timeout(120)
class MessagesAndEventsTest {
    /** The example of Locust's documentation, its guard put right: whoever is not a worker sends. */
    private static final String TEST_USERS = """
            record TestUser(String name) {}

            public void define(PlanBuilder plan) {
                plan.user("A", HttpUser::new).waitTime(WaitTime.constant(Duration.ofMillis(50)))
                    .task("t", user -> user.client().get("/products"));
                plan.events().init(environment -> {
                    if (environment.role() != Role.MASTER) {
                        environment.registerMessage("test_users", TestUser[].class, Shop::setUp);
                    }
                    if (environment.role() != Role.WORKER) {
                        environment.registerMessage("acknowledge_users", String.class, (e, m) -> trace(e.role() + " " + m.data()));
                    }
                });
                plan.events().testStart(environment -> {
                    trace("start " + environment.role());
                    if (environment.role() != Role.WORKER) {
                        environment.sendMessage("test_users", List.of(new TestUser("User1"), new TestUser("User2"), new TestUser("User3")));
                    }
                });
            }

            static void setUp(Environment environment, Message<TestUser[]> message) {
                for (TestUser user : message.data()) {
                    trace("received " + user.name());
                }
                environment.sendMessage("acknowledge_users", "Thanks for the " + message.data().length + " users!");
            }
            """;

    private final Trace trace = new Trace();

    @AfterEach
    void close() {
        trace.close();
    }

    private PlanFiles plan(String body) {
        return JavaPlans.shop(trace.method() + body);
    }

    @Test
    void messagesGoFromTheMasterToEveryWorkerAndBack() throws Exception {
        try (JavaRun run = JavaRun.distributed(plan(TEST_USERS), 2, Duration.ofSeconds(1))) {
            run.summary();
            assertEquals(2, trace.count("received User2"), () -> trace.lines().toString());
            assertEquals(2, trace.count("MASTER Thanks for the 3 users!"));
            // What the master sends when the test starts is there before the workers' own start.
            assertTrue(trace.lines().indexOf("received User3") < trace.lines().indexOf("start WORKER"));
            assertEquals(List.of(), run.runtime.exceptions().list());
        }
    }

    @Test
    void inOneProcessTheSameHandlersHandleThem() throws Exception {
        try (JavaRun run = JavaRun.local(plan(TEST_USERS), 2, Duration.ofSeconds(1))) {
            run.summary();
            assertEquals(
                    List.of(
                            "start LOCAL",
                            "received User1",
                            "received User2",
                            "received User3",
                            "LOCAL Thanks for the 3 users!"),
                    trace.lines());
        }
    }

    @Test
    void messagesKeepTheirOrderReachOneWorkerAndAHandlersExceptionEndsNothing() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).waitTime(WaitTime.constant(Duration.ofSeconds(1))).task("t", user -> {});
                    plan.events().init(environment -> {
                        environment.registerMessage("number", Integer.class, (e, m) -> {
                            trace("number " + m.data());
                            if (m.data() == 50) throw new IllegalStateException("fifty");
                        });
                        environment.registerMessage("slow", String.class, (e, m) -> { Thread.sleep(400); trace("slow"); }, Delivery.CONCURRENT);
                        environment.registerMessage("big", Map.class, (e, m) -> trace("big " + m.data().get("text").toString().length() + " from " + m.sender()));
                        environment.registerMessage("hello", String.class, (e, m) -> e.sendMessage("big", Map.of("text", "x".repeat(500_000)), m.sender()));
                    });
                    plan.events().testStart(environment -> {
                        if (environment.runsUsers()) {
                            environment.sendMessage("hello", "");
                            environment.sendMessage("unheard", null);
                            return;
                        }
                        String worker = environment.workers().getFirst();
                        environment.sendMessage("slow", "", worker);
                        for (int i = 0; i < 100; i++) environment.sendMessage("number", i, worker);
                        trace("workers " + environment.workers().size());
                        try { environment.sendMessage("number", 1, "nobody"); } catch (IllegalArgumentException e) { trace("refused"); }
                        try { environment.sendMessage("number", "x".repeat(2_000_000)); } catch (IllegalArgumentException e) { trace("too big"); }
                    });
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 2, Duration.ofSeconds(2))) {
            run.summary();
            assertEquals(
                    IntStream.range(0, 100).mapToObj(i -> "number " + i).toList(),
                    trace.lines().stream()
                            .filter(line -> line.startsWith("number"))
                            .toList());
            assertTrue(trace.lines().indexOf("slow") > trace.lines().indexOf("number 99"));
            assertEquals(2, trace.count("big 500000 from master"), () -> trace.lines()
                    .toString());
            assertEquals(1, trace.count("workers 2"));
            assertEquals(1, trace.count("refused"));
            assertEquals(1, trace.count("too big"));
            List<String> exceptions = run.runtime.exceptions().list().stream()
                    .map(counted -> counted.count() + " " + counted.message())
                    .sorted()
                    .toList();
            assertEquals(
                    List.of(
                            "1 java.lang.IllegalStateException: fifty",
                            "2 java.lang.IllegalStateException: no handler is registered for messages of type \"unheard\""),
                    exceptions);
        }
    }

    @Test
    void cpuAndMemoryAreLookedAtEverywhere() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).waitTime(WaitTime.constant(Duration.ofSeconds(1))).task("t", user -> {});
                    plan.events().usageMonitor(e -> trace(e.environment().role() + " " + (e.cpu() >= 0 && e.memory() > 1 << 20)));
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 2, Duration.ofSeconds(8))) {
            assertEquals(RunState.Finished, run.summary().state());
            assertTrue(trace.count("MASTER true") >= 1, () -> trace.lines().toString());
            assertTrue(trace.count("WORKER true") >= 2, () -> trace.lines().toString());
        }
    }

    @Test
    void everyEventHappensWhereItShould() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", HttpUser::new).waitTime(WaitTime.constant(Duration.ofMillis(100)))
                        .task("t", user -> {
                            user.client().get("/products");
                            if (user.requests() != null) throw new IllegalArgumentException("e");
                        });
                    Option<Long> depth = Option.number("depth", 3, "how deep");
                    plan.events()
                        .initCommandLineParser(parser -> parser.add(depth))
                        .init(e -> trace(e.role() + " init " + e.option(depth) + " " + e.workerIndex()))
                        .testStart(e -> trace(e.role() + " testStart"))
                        .testStopping(e -> trace(e.role() + " testStopping"))
                        .testStop(e -> trace(e.role() + " testStop"))
                        .spawningComplete(e -> trace(e.environment().role() + " spawningComplete " + e.users()))
                        .request(e -> trace("request " + e.type() + " " + e.name() + " " + e.error() + " " + (e.length() > 10)))
                        .userError(e -> trace("userError " + e.error().getMessage() + " " + e.user().userClass()))
                        .reportToMaster(e -> e.added().put("index", e.environment().workerIndex()))
                        .workerReport(e -> trace("workerReport " + e.added()))
                        .workerConnect(e -> trace(e.environment().role() + " workerConnect"))
                        .resetStats(e -> trace(e.role() + " resetStats"))
                        .heartbeatSent(e -> trace(e.environment().role() + " heartbeatSent"))
                        .heartbeatReceived(e -> trace(e.environment().role() + " heartbeatReceived"))
                        .quitting(e -> trace(e.role() + " quitting"))
                        .quit(e -> trace(e.environment().role() + " quit " + e.exitCode()));
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 4, Duration.ofSeconds(3))) {
            Thread.sleep(1500);
            run.master.resetStatistics().await();
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            run.runtime.end(1);
            for (String once : List.of(
                    "MASTER init 3 -1",
                    "WORKER init 3 0",
                    "WORKER init 3 1",
                    "MASTER testStart",
                    "MASTER testStopping",
                    "MASTER testStop",
                    "MASTER spawningComplete 4",
                    "MASTER resetStats",
                    "MASTER quitting",
                    "MASTER quit 1")) {
                assertEquals(1, trace.count(once), () -> once + " in " + trace.lines());
            }
            for (String twice : List.of(
                    "WORKER testStart",
                    "WORKER testStopping",
                    "WORKER testStop",
                    "WORKER spawningComplete 2",
                    "WORKER resetStats",
                    "MASTER workerConnect")) {
                assertEquals(2, trace.count(twice), () -> twice + " in " + trace.lines());
            }
            assertEquals(run.target.requests(), trace.count("request GET /products null true"));
            assertTrue(trace.count("userError e A") > 4);
            assertTrue(trace.count("workerReport {index=0}") > 2);
            assertTrue(trace.count("MASTER heartbeatSent") > 2);
            assertTrue(trace.count("WORKER heartbeatReceived") > 2);
        }
    }

    @Test
    void theRunsTimeBeginsWhenAllHooksAreOver() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).waitTime(WaitTime.constant(Duration.ofMillis(100))).task("t", user -> {});
                    plan.events().testStart(e -> {
                        Thread.sleep(1_500);
                        trace(e.role() + " " + System.currentTimeMillis());
                    });
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 2, Duration.ofSeconds(1))) {
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            List<String[]> ends =
                    trace.lines().stream().map(line -> line.split(" ")).toList();
            assertEquals(
                    List.of("MASTER", "WORKER", "WORKER"),
                    ends.stream().map(end -> end[0]).toList());
            for (String[] end : ends) {
                Instant over = Instant.ofEpochMilli(Long.parseLong(end[1]));
                assertFalse(
                        Instant.parse(summary.startTime()).isBefore(over),
                        () -> end[0] + " until " + over + ", users from " + summary.startTime());
            }
        }
    }

    @Test
    void locallyEachEventHappensOnce() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).waitTime(WaitTime.constant(Duration.ofMillis(100))).task("t", user -> {});
                    plan.events()
                        .init(e -> trace("init " + e.role() + " " + e.workers()))
                        .testStart(e -> trace("testStart"))
                        .spawningComplete(e -> trace("spawningComplete"))
                        .testStopping(e -> trace("testStopping"))
                        .testStop(e -> trace("testStop"));
                }
                """);
        try (JavaRun run = JavaRun.local(plan, 2, Duration.ofSeconds(2))) {
            run.summary();
            assertEquals(
                    List.of("init LOCAL [local]", "testStart", "spawningComplete", "testStopping", "testStop"),
                    trace.lines());
        }
    }

    @Test
    void aLoadShapeDecidesHowManyUsersOfWhichClassesRunAndWhenTheTestEnds() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).waitTime(WaitTime.constant(Duration.ofMillis(50))).task("t", user -> {
                        if (user.environment().role() != Role.WORKER) trace("wrong role");
                    });
                    plan.user("B", User::new).fixedCount(3).waitTime(WaitTime.constant(Duration.ofMillis(50)))
                        .task("t", user -> user.requests().report("x", "b", Duration.ofMillis(1), 0, null));
                    plan.shape(state -> {
                        long seconds = state.runTime().toSeconds();
                        trace("tick " + seconds + " " + state.users() + " " + state.environment().role());
                        if (seconds < 2) return Tick.users(6, 100, "A");
                        if (seconds < 4) return Tick.users(2, 100, "B");
                        return Tick.stop();
                    });
                }
                """);
        try (JavaRun run = JavaRun.distributed(plan, 1, Duration.ofMinutes(5))) {
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals("the load shape ended the test", summary.message());
            // Users of the one class end their iteration while those of the other begin.
            int most = summary.results().users();
            assertTrue(most >= 6 && most <= 8, () -> most + " users");
            assertEquals(1, trace.count("tick 0 0 MASTER"), () -> trace.lines().toString());
            for (String seen : List.of("tick \\d 6 MASTER", "tick \\d 2 MASTER")) {
                assertTrue(trace.lines().stream().anyMatch(line -> line.matches(seen)), () -> trace.lines()
                        .toString());
            }
            assertTrue(summary.results().requests() > 10);
            assertEquals(0, trace.count("wrong role"));
        }
    }

    @Test
    void aBrokenLoadShapeEndsTheTestWithItsReason() throws Exception {
        PlanFiles plan = plan("""
                public void define(PlanBuilder plan) {
                    plan.user("A", User::new).task("t", user -> user.sleep(Duration.ofMillis(50)));
                    plan.shape(state -> {
                        if (state.runTime().toSeconds() > 0) throw new IllegalStateException("no idea");
                        return Tick.users(1, 1);
                    });
                }
                """);
        try (JavaRun run = JavaRun.local(plan, 1, Duration.ofMinutes(5))) {
            RunSummary summary = run.summary();
            assertEquals("LoadShapeFailed", summary.reason());
            assertTrue(summary.message().contains("no idea"), summary.message());
            assertEquals(RunState.Error, summary.state());
        }
    }
}
