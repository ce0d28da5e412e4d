package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Frame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The totals are exact whatever the network does: the target's own count is the judge. */
class LossyNetworkTest {
    private static final int WORKERS = 2;

    @Test
    void lostAcknowledgementsAndDoubledReportsChangeNoTotal() throws Exception {
        try (WireRun run = new WireRun(WORKERS, 20, Duration.ofSeconds(4), LostWorkers.Redistribute)) {
            AtomicInteger acknowledgements = new AtomicInteger();
            AtomicInteger dropped = new AtomicInteger();
            AtomicInteger doubled = new AtomicInteger();
            FrameProxy proxy = new FrameProxy(
                    run.vertx(),
                    run.master.port(),
                    frame -> {
                        if (Addresses.REPORT.equals(frame.address())) {
                            doubled.incrementAndGet();
                            return List.of(frame, frame);
                        }
                        return List.of(frame);
                    },
                    frame -> {
                        boolean lose = isAcknowledgement(frame) && acknowledgements.incrementAndGet() % 5 == 1;
                        dropped.addAndGet(lose ? 1 : 0);
                        return lose ? List.of() : List.of(frame);
                    });
            for (int i = 0; i < WORKERS; i++) {
                run.worker(proxy.port());
            }
            assertExact(run);
            assertTrue(dropped.get() >= 2, "the proxy dropped acknowledgements: " + dropped);
            assertTrue(doubled.get() >= 5, "the proxy doubled reports: " + doubled);
        }
    }

    @Test
    void connectionsThatBreakAreOpenedAgainAndNothingIsLost() throws Exception {
        try (WireRun run = new WireRun(WORKERS, 20, Duration.ofSeconds(4), LostWorkers.Redistribute)) {
            AtomicInteger cuts = new AtomicInteger();
            FrameProxy proxy = new FrameProxy(run.vertx(), run.master.port(), List::of, List::of);
            for (int i = 0; i < WORKERS; i++) {
                run.worker(proxy.port());
            }
            run.vertx().setPeriodic(700, _ -> {
                cuts.incrementAndGet();
                proxy.cut();
            });
            assertExact(run);
            assertTrue(cuts.get() >= 4, "the proxy cut the connections: " + cuts);
        }
    }

    private static void assertExact(WireRun run) throws Exception {
        RunSummary summary = run.summary();
        assertEquals(RunState.Finished, summary.state(), summary.message());
        assertTrue(
                summary.results().requests() > 100,
                "requests: " + summary.results().requests());
        assertEquals(0, summary.results().aborted());
        assertEquals(
                0,
                summary.results().failures(),
                String.valueOf(summary.results().errors()));
        assertEquals(run.target.requests(), summary.results().requests());
        assertEquals(0, summary.workers().missing());
        long byName = summary.results().byName().stream()
                .mapToLong(name -> name.requests())
                .sum();
        assertEquals(summary.results().requests(), byName);
    }

    private static boolean isAcknowledgement(Frame frame) {
        return frame.body() != null && frame.body().size() == 1 && frame.body().containsKey("sequence");
    }
}
