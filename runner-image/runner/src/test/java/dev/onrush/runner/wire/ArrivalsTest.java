package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.ArrivalResults;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.worker.Worker;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The open model over the wire. */
class ArrivalsTest {
    private static LoadShape.Arrivals rate(double perSecond, Duration length, int maxUsers, Duration maxStartDelay) {
        return new LoadShape.Arrivals(RateCurve.constant(perSecond, length), maxUsers, maxStartDelay, false);
    }

    private static boolean isShort(RunSummary summary) {
        return summary.untrusted().stream().anyMatch(why -> why.reason().equals("ArrivalRateNotReached"));
    }

    @Test
    void workersShareTheArrivalsAndStartEachOnce() throws Exception {
        try (WireRun run = new WireRun(
                2, rate(200, Duration.ofSeconds(2), 500, Duration.ofSeconds(30)), LostWorkers.Redistribute)) {
            run.worker(run.master.port());
            run.worker(run.master.port());
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            ArrivalResults arrivals = summary.results().arrivals();
            assertEquals(400, arrivals.due());
            assertEquals(400, arrivals.started() + arrivals.dropped(), "whatever the clocks' offset");
            assertEquals(run.target.requests(), summary.results().requests());
        }
    }

    @Test
    void eachArrivalThatWasDueWhenTheRunIsStoppedHasStartedOrIsDropped() throws Exception {
        try (WireRun run = new WireRun(
                2, rate(1_000, Duration.ofSeconds(60), 500, Duration.ofSeconds(30)), LostWorkers.Redistribute)) {
            run.worker(run.master.port());
            run.worker(run.master.port());
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> run.target.requests() > 500);
            run.master.requestStop("enough");
            RunSummary summary = run.summary();
            assertEquals(RunState.Finished, summary.state());
            ArrivalResults arrivals = summary.results().arrivals();
            assertEquals(arrivals.due(), arrivals.started() + arrivals.dropped());
            assertTrue(run.target.requests() >= arrivals.started(), "one request each, and one more for each user");
            assertEquals(run.target.requests(), summary.results().requests());
        }
    }

    @Test
    void aRateThatWasNotReachedIsNotTrusted() throws Exception {
        // The plan's classes wait for nothing here, but one user cannot do a thousand iterations a second and be
        // dropped after 1 ms.
        try (WireRun run = new WireRun(
                1, rate(20_000, Duration.ofSeconds(1), 1, Duration.ofMillis(1)), LostWorkers.Redistribute)) {
            run.worker(run.master.port());
            RunSummary summary = run.summary();
            assertTrue(isShort(summary), () -> "untrusted: " + summary.untrusted());
            assertTrue(summary.results().arrivals().dropped() > 0);
            assertEquals(run.target.requests(), summary.results().requests());
        }
    }

    @Test
    void theOthersTakeOverTheArrivalsOfALostWorker() throws Exception {
        try (WireRun run = new WireRun(
                2, rate(100, Duration.ofSeconds(9), 500, Duration.ofSeconds(30)), LostWorkers.Redistribute)) {
            run.worker(run.master.port());
            Vertx doomed = Vertx.vertx();
            Worker lost = run.workerOn(doomed, run.master.port(), run.files);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> run.master.summary().await().state() == RunState.Running);
            assertTrue(!lost.exit().isComplete());
            doomed.close().await();
            RunSummary summary = run.summary();
            assertEquals(
                    List.of("WorkersLost"),
                    summary.untrusted().stream()
                            .map(RunSummary.Distrust::reason)
                            .filter("WorkersLost"::equals)
                            .toList());
            ArrivalResults arrivals = summary.results().arrivals();
            assertEquals(900, arrivals.due());
            // Half of some five seconds is gone until the loss is noticed; all of what comes later is started.
            assertTrue(arrivals.started() >= 500 && arrivals.started() <= 900, arrivals::toString);
            assertTrue(arrivals.started() < 895, "what the lost worker never started is not made up");
            assertTrue(isShort(summary), () -> "untrusted: " + summary.untrusted());
        }
    }
}
