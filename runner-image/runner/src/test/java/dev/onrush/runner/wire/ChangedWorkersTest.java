package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerExit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Another number of workers is wanted while the test runs. */
class ChangedWorkersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With Fail a worker that left unasked would end the run. */
    @Test
    void workersJoinAndLeaveWithoutBeingMissedAndUsersMoveAlong() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofMinutes(5), LostWorkers.Fail)) {
            Worker first = run.worker(run.master.port());
            Worker second = run.worker(run.master.port());
            await().atMost(PATIENCE).until(() -> run.target.requests() > 100);

            Worker refused = run.worker(run.master.port());
            assertEquals(
                    WorkerExit.Reason.REFUSED,
                    refused.exit().await(10, TimeUnit.SECONDS).reason());
            run.master.changeWorkers(new RunSpec.Workers(3)).await();
            run.worker(run.master.port());
            await().atMost(PATIENCE).until(() -> counts(run).equals(new WorkerCounts(3, 3, 0)));
            await().atMost(PATIENCE).until(() -> users(run) == 20);

            run.master.changeWorkers(new RunSpec.Workers(1)).await();
            leave(first);
            leave(second);
            await().atMost(PATIENCE).until(() -> counts(run).equals(new WorkerCounts(1, 1, 0)));
            await().atMost(PATIENCE).until(() -> users(run) == 20);

            run.master.requestStop("enough");
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals(new WorkerCounts(1, 1, 0), summary.workers());
            assertEquals(run.target.requests(), summary.results().requests());
            assertNull(summary.results().unaccounted());
            assertTrue(
                    summary.untrusted().stream().noneMatch(why -> why.reason().equals("WorkersLeft")),
                    () -> "untrusted: " + summary.untrusted());
        }
    }

    @Test
    void aRunThatWaitsBeginsWithFewer() throws Exception {
        try (WireRun run = new WireRun(3, 5, Duration.ofSeconds(1), LostWorkers.Redistribute)) {
            run.worker(run.master.port());
            await().atMost(PATIENCE).until(() -> counts(run).connected() == 1);
            run.master.changeWorkers(new RunSpec.Workers(1)).await();
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertEquals(new WorkerCounts(1, 1, 0), summary.workers());
        }
    }

    private static void leave(Worker worker) throws Exception {
        assertEquals(
                WorkerExit.Reason.FINISHED,
                worker.leave(Duration.ofSeconds(5)).await(20, TimeUnit.SECONDS).reason());
    }

    private static WorkerCounts counts(WireRun run) {
        return run.master.summary().await().workers();
    }

    private static int users(WireRun run) {
        return run.master.summary().await().results().users();
    }
}
