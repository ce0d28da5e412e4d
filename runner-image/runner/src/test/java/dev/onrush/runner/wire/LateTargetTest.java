package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A test and its target start together, and the target takes longer, or never comes. */
class LateTargetTest {
    @Test
    void aTargetThatListensTwoSecondsLateSeesNoFailure() throws Exception {
        try (WireRun run = new WireRun(2, 10, Duration.ofSeconds(2), LostWorkers.Redistribute, freePort())) {
            run.worker(run.master.port());
            run.worker(run.master.port());
            await().until(() -> run.master.summary().await().message().contains("takes no connection"));
            Thread.sleep(2_000);
            assertEquals(RunState.Starting, run.master.summary().await().state());
            run.openTarget();
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertTrue(summary.results().requests() > 0);
            assertEquals(0, summary.results().failures());
            assertEquals(run.target.requests(), summary.results().requests());
        }
    }

    @Test
    void aTestOfATargetThatNeverComesRunsAllTheSame() throws Exception {
        try (WireRun run = new WireRun(1, 5, Duration.ofSeconds(1), LostWorkers.Redistribute, freePort())) {
            run.worker(run.master.port());
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state(), summary.message());
            assertTrue(summary.results().failures() > 0);
            assertEquals(summary.results().requests(), summary.results().failures());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
