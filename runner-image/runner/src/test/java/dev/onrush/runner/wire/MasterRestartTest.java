package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.ArrivalResults;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.Takeover;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerExit;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A master that dies in the middle of a run and is started again: the target's own count is the judge of the result. */
class MasterRestartTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    @Test
    void aMasterThatStartsAgainGoesOnWithTheRunAndItsTotalsAreExact() throws Exception {
        try (WireRun run = new WireRun(2, 20, LENGTH, LostWorkers.Redistribute)) {
            int port = run.master.port();
            run.worker(port);
            run.worker(port);
            await().until(() -> run.target.requests() > 200);
            run.master.changeLoad(new Load(12, "50", null, null)).await();
            await().until(() -> run.master.summary().await().results().users() == 12);
            String startTime = run.master.summary().await().startTime();
            run.killMaster();
            Thread.sleep(500);
            Master again = run.startMasterAgain(port, Takeover.ANY_RUN);
            RunSummary summary = again.finished().await(60, TimeUnit.SECONDS);
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals("test", summary.runId());
            assertEquals(run.target.requests(), summary.results().requests());
            assertEquals(0, summary.results().failures());
            assertNull(summary.results().unaccounted());
            assertEquals(2, summary.workers().connected());
            assertEquals(0, summary.workers().missing());
            assertEquals(12, summary.load().users(), "what the master before was told");
            Duration apart = Duration.between(Instant.parse(startTime), Instant.parse(summary.startTime()));
            assertTrue(apart.abs().compareTo(Duration.ofSeconds(2)) < 0, "the same start: " + apart);
        }
    }

    @Test
    void aRunOfTheOpenModelGoesOnAndEachArrivalIsDecidedOnce() throws Exception {
        LoadShape.Arrivals shape =
                new LoadShape.Arrivals(RateCurve.constant(100, LENGTH), 100, Duration.ofSeconds(30), false);
        try (WireRun run = new WireRun(2, shape, LostWorkers.Redistribute)) {
            int port = run.master.port();
            run.worker(port);
            run.worker(port);
            await().until(() -> run.target.requests() > 200);
            run.killMaster();
            Thread.sleep(500);
            Master again = run.startMasterAgain(port, Takeover.ANY_RUN);
            RunSummary summary = again.finished().await(60, TimeUnit.SECONDS);
            assertEquals(RunState.Finished, summary.state(), summary.message());
            ArrivalResults arrivals = summary.results().arrivals();
            assertEquals(1_000, arrivals.due());
            assertEquals(1_000, arrivals.started() + arrivals.dropped());
            assertEquals(run.target.requests(), summary.results().requests());
            assertEquals(2, summary.workers().connected());
        }
    }

    @Test
    void whatWasForgottenBeforeStaysForgotten() throws Exception {
        try (WireRun run = new WireRun(2, 20, LENGTH, LostWorkers.Redistribute)) {
            int port = run.master.port();
            run.worker(port);
            run.worker(port);
            await().until(() -> run.target.requests() > 1_000);
            run.master.resetStatistics().await();
            await().until(() -> run.master.summary().await().results().requests() > 500);
            long before = run.target.requests();
            run.killMaster();
            Master again = run.startMasterAgain(port, Takeover.ANY_RUN);
            RunSummary summary = again.finished().await(60, TimeUnit.SECONDS);
            assertEquals(RunState.Finished, summary.state(), summary.message());
            long forgotten = run.target.requests() - summary.results().requests();
            // What was under way to the master at that moment may be on either side.
            assertTrue(forgotten >= 500 && forgotten <= before, "forgotten: " + forgotten + " of " + before);
            double rate = Double.parseDouble(summary.results().requestsPerSecond());
            double whole = summary.results().requests() / (double) LENGTH.toSeconds();
            assertTrue(rate > whole * 1.05, "a rate of " + rate + " is of the time since then, not " + whole);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWorkerThatDoesNotComeBackIsNamedInTheResult(boolean another) throws Exception {
        try (WireRun run = new WireRun(2, 20, LENGTH, LostWorkers.Redistribute)) {
            int port = run.master.port();
            run.worker(port);
            Vertx gone = run.vertx();
            run.workerOn(gone, port, run.files);
            await().until(() -> run.target.requests() > 200);
            run.killMaster();
            gone.close().await();
            Master again = run.startMasterAgain(port, Takeover.ANY_RUN);
            if (another) {
                await().until(() -> again.summary().await().workers().connected() == 1);
                run.worker(port);
            }
            RunSummary summary = again.finished().await(60, TimeUnit.SECONDS);
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertTrue(
                    summary.untrusted().stream()
                            .anyMatch(distrust -> distrust.reason().equals("MasterRestarted")),
                    String.valueOf(summary.untrusted()));
            assertTrue(summary.results().requests() > 0);
            assertTrue(summary.results().requests() <= run.target.requests());
        }
    }

    @Test
    void aMasterOfAnotherRunDoesNotTakeItsWorkers() throws Exception {
        try (WireRun run = new WireRun(1, 5, LENGTH, LostWorkers.Redistribute)) {
            int port = run.master.port();
            Worker worker = run.worker(port);
            await().until(() -> run.target.requests() > 20);
            run.killMaster();
            run.startMasterAgain(port, Takeover.SAME_RUN);
            WorkerExit exit = worker.exit().await(30, TimeUnit.SECONDS);
            assertEquals(WorkerExit.Reason.MASTER_LOST, exit.reason());
            assertTrue(exit.message().contains("run another") && exit.message().contains("run test"), exit.message());
        }
    }
}
