package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.master.WorkerView;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerExit;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LostAndLateWorkersTest {
    @Test
    void aWorkerThatLeavesInGoodOrderReportsEverything() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(4), LostWorkers.Redistribute)) {
            Worker first = run.worker(run.master.port());
            run.worker(run.master.port());
            await().until(() -> run.target.requests() > 200);
            assertEquals(
                    WorkerExit.Reason.FINISHED,
                    first.leave(Duration.ofSeconds(2))
                            .await(5, TimeUnit.SECONDS)
                            .reason());
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertEquals(run.target.requests(), summary.results().requests());
            assertNull(summary.results().unaccounted());
            assertEquals(1, summary.workers().missing());
            assertEquals(Set.of("WorkersLeft"), reasons(summary, "WorkersLeft", "WorkersLost"));
        }
    }

    @Test
    void theRemainingWorkerTakesOverTheUsersOfALostOne() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(9), LostWorkers.Redistribute)) {
            Vertx doomed = workers(run);
            doomed.close().await();
            await().atMost(Duration.ofSeconds(8))
                    .until(() -> run.master.summary().await().results().users() == 20
                            && run.master.summary().await().workers().missing() == 1);
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertBounded(run, summary);
        }
    }

    @Test
    void usersChangeAtTheSpawnRateWhileTheTestRuns() throws Exception {
        try (WireRun run = new WireRun(2, 10, Duration.ofSeconds(6), LostWorkers.Redistribute)) {
            run.worker(run.master.port());
            run.worker(run.master.port());
            await().until(() -> run.target.requests() > 50);
            run.master.changeLoad(new Load(40, "20", null, null)).await();
            await().atMost(Duration.ofSeconds(4))
                    .until(() -> run.master.summary().await().results().users() == 40);
            run.master.changeLoad(new Load(3, "100", null, null)).await();
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> run.master.summary().await().results().users() == 3);
            RunSummary summary = run.summary();
            assertEquals(40, summary.results().users());
            assertEquals(run.target.requests(), summary.results().requests());
        }
    }

    @Test
    void aLostWorkerReturnsWithAllThatItMeasuredAndTakesItsShareBack() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofMinutes(5), LostWorkers.Redistribute)) {
            FrameProxy proxy = new FrameProxy(run.vertx(), run.master.port(), List::of, List::of);
            run.worker(proxy.port());
            run.worker(run.master.port());
            await().until(() -> run.target.requests() > 200);
            proxy.up(false);
            await().atMost(Duration.ofSeconds(20)).until(() -> users(run).equals(List.of(0, 20)));
            assertEquals(1, run.master.summary().await().workers().missing());
            assertTrue(run.master.summary().await().results().unaccounted() > 0);
            proxy.up(true);
            await().atMost(Duration.ofSeconds(20)).until(() -> users(run).equals(List.of(10, 10)));
            run.master.requestStop("enough");
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertEquals(run.target.requests(), summary.results().requests());
            assertNull(summary.results().unaccounted());
            assertEquals(0, summary.workers().missing());
            assertEquals(2, summary.workers().connected());
            assertEquals("WorkersAway", summary.untrusted().getFirst().reason());
        }
    }

    private static List<Integer> users(WireRun run) {
        return run.master.workers().await().stream()
                .map(WorkerView::users)
                .sorted()
                .toList();
    }

    @Test
    void withContinueTheRunGoesOnWithFewerUsers() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(7), LostWorkers.Continue)) {
            workers(run).close().await();
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            assertBounded(run, summary);
        }
    }

    @Test
    void withFailTheRunStopsAndKeepsWhatItMeasured() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofMinutes(5), LostWorkers.Fail)) {
            workers(run).close().await();
            RunSummary summary = run.summary();
            assertEquals(RunState.Error, summary.state());
            assertEquals(RunSummary.Reasons.WORKER_LOST, summary.reason());
            assertTrue(summary.results().requests() > 0);
            assertBounded(run, summary);
        }
    }

    @Test
    void aNewWorkerTakesTheLostOnesPlace() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(9), LostWorkers.Redistribute)) {
            workers(run).close().await();
            await().atMost(Duration.ofSeconds(8))
                    .until(() -> !run.master.summary().await().untrusted().isEmpty());
            Worker late = run.worker(run.master.port());
            RunSummary summary = run.summary();
            assertEquals(
                    WorkerExit.Reason.FINISHED,
                    late.exit().await(5, TimeUnit.SECONDS).reason());
            assertEquals(2, summary.workers().connected());
            assertBounded(run, summary);
        }
    }

    @Test
    void aWorkerThatIsGoneBeforeTheRunBeginsCostsItNothing() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(2), LostWorkers.Redistribute)) {
            // Its connection stands, and nobody speaks: as of a process that is frozen.
            try (FrameSocket frozen = new FrameSocket(run.master.port())) {
                frozen.send(
                        Addresses.REGISTER,
                        Bodies.write(new Messages.Register(
                                run.token.reveal(), Messages.PROTOCOL, "frozen", run.files.hash(), "host", 1, null)));
                frozen.receive();
                frozen.send(
                        Addresses.HEARTBEAT,
                        Bodies.write(new Messages.Heartbeat(0, 0, 500, 0, 0, Messages.Process.UNKNOWN, 0)));
                assertEquals(500, frozen.receive().body().getLong("reserve"));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> run.master.workers().await().isEmpty());
            }
            run.worker(run.master.port());
            run.worker(run.master.port());
            assertWhole(run);
        }
    }

    @Test
    void oneThatIsBackInTimeWasNeverAway() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(2), LostWorkers.Redistribute)) {
            AtomicBoolean reported = new AtomicBoolean();
            FrameProxy proxy = new FrameProxy(
                    run.vertx(),
                    run.master.port(),
                    frame -> {
                        reported.compareAndSet(false, Addresses.REPORT.equals(frame.address()));
                        return List.of(frame);
                    },
                    List::of);
            run.worker(proxy.port());
            await().atMost(Duration.ofSeconds(20)).until(reported::get);
            proxy.up(false);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> run.master.workers().await().isEmpty());
            proxy.up(true);
            run.worker(run.master.port());
            assertWhole(run);
        }
    }

    private static void assertWhole(WireRun run) throws Exception {
        RunSummary summary = run.summary();
        assertEquals(RunState.Finished, summary.state(), summary.message());
        assertEquals(run.target.requests(), summary.results().requests());
        assertNull(summary.results().unaccounted());
        assertEquals(new WorkerCounts(2, 2, 0), summary.workers());
        assertEquals(Set.of(), reasons(summary, "WorkersLost", "WorkersAway"));
    }

    /** Those of the reasons not to trust the numbers that are there. */
    private static Set<String> reasons(RunSummary summary, String... of) {
        Set<String> reasons =
                summary.untrusted().stream().map(RunSummary.Distrust::reason).collect(Collectors.toSet());
        reasons.retainAll(Set.of(of));
        return reasons;
    }

    @Test
    void aWorkerThatIsAloneStopsItsUsersAfterTheLease() throws Exception {
        try (WireRun run = new WireRun(1, 5, Duration.ofMinutes(5), LostWorkers.Redistribute)) {
            FrameProxy proxy = new FrameProxy(run.vertx(), run.master.port(), List::of, List::of);
            Worker worker = run.worker(proxy.port());
            await().until(() -> run.target.requests() > 20);
            proxy.close();
            WorkerExit exit = worker.exit().await(15, TimeUnit.SECONDS);
            assertEquals(WorkerExit.Reason.MASTER_LOST, exit.reason());
            long atTheEnd = run.target.requests();
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> run.target.requests() == atTheEnd);
        }
    }

    /** Starts two workers and gives the Vert.x of the first, whose end is as sudden as a killed process's. */
    private static Vertx workers(WireRun run) {
        Vertx doomed = run.vertx();
        run.workerOn(doomed, run.master.port(), run.files);
        run.worker(run.master.port());
        await().until(() -> run.target.requests() > 200);
        return doomed;
    }

    private static void assertBounded(WireRun run, RunSummary summary) {
        long unknown = run.target.requests() - summary.results().requests();
        assertTrue(
                unknown >= 0 && unknown <= summary.results().unaccounted(),
                unknown + " of at most " + summary.results().unaccounted());
        assertEquals(1, summary.workers().missing());
    }
}
