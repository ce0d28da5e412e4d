package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.Takeover;
import dev.onrush.runner.report.History;
import dev.onrush.runner.stats.Cutter;
import dev.onrush.runner.stats.Phase;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Percentiles of each second over the wire, with real workers and a target that stalls. */
class IntervalPercentilesTest {
    private static List<History.Point> history(Master master) {
        return master.history().await();
    }

    private static long requests(List<History.Point> history) {
        return history.stream().mapToLong(History.Point::requests).sum();
    }

    private static History.Point at(List<History.Point> history, long second) {
        return history.stream()
                .filter(point -> point.elapsedSeconds() == second)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitHistory(Master master, Predicate<List<History.Point>> condition) {
        await().atMost(Duration.ofSeconds(40)).until(() -> condition.test(history(master)));
    }

    /** The second that is going on. */
    private static long now(Master master) {
        return history(master).getLast().elapsedSeconds();
    }

    private static boolean isClosed(List<History.Point> history, long second) {
        return history.stream().anyMatch(point -> point.elapsedSeconds() == second && point.closed());
    }

    @Test
    void aStallIsShownWhenItBeganAndKeepsItsIntervalOpen() throws Exception {
        LoadShape users = new LoadShape.Ramp(6, 100, Duration.ofMinutes(10));
        try (StallingTarget target = new StallingTarget();
                WireRun run = new WireRun(2, users, LostWorkers.Redistribute, target.port())) {
            run.worker(run.master.port());
            run.worker(run.master.port());
            awaitHistory(run.master, history -> isClosed(history, 1));
            target.stall();
            await().until(() -> target.waiting() == 6);
            long began = now(run.master);
            awaitHistory(run.master, history -> history.getLast().elapsedSeconds() >= began + 4);
            List<History.Point> stalled = history(run.master);
            assertFalse(isClosed(stalled, began), "requests are in flight that were due then, or in the second before");
            for (long second = began + 1; second <= began + 4; second++) {
                assertFalse(isClosed(stalled, second));
                assertEquals(0, at(stalled, second).requests());
            }
            target.goOn();
            awaitHistory(run.master, history -> isClosed(history, began + 4));
            List<History.Point> closed = history(run.master);
            assertTrue(
                    closed.stream()
                            .filter(point -> Math.abs(point.elapsedSeconds() - began) <= 1 && point.requests() > 0)
                            .anyMatch(point -> point.p99Millis() > 3_000),
                    () -> "what was due when the stall began took as long as it: " + closed);
            assertEquals(0, at(closed, began + 2).requests(), "nobody was free to ask for anything");
            run.master.requestStop("enough");
            RunSummary summary = run.summary();
            List<History.Point> whole = history(run.master);
            assertEquals(summary.results().requests(), requests(whole));
            assertTrue(whole.stream().allMatch(point -> point.closed() && point.complete()), whole::toString);
            assertEquals(Phase.RAMP, whole.getFirst().phase());
            assertEquals(Phase.STEADY, at(whole, began).phase());
            assertEquals(Phase.STOPPING, whole.getLast().phase());
            assertEquals(6, at(whole, began).users());
        }
    }

    @Test
    void inTheOpenModelWhatWaitsForAUserIsInFlightToo() throws Exception {
        LoadShape rate =
                new LoadShape.Arrivals(RateCurve.constant(50, Duration.ofMinutes(10)), 4, Duration.ofMinutes(1), false);
        try (StallingTarget target = new StallingTarget();
                WireRun run = new WireRun(1, rate, LostWorkers.Redistribute, target.port())) {
            run.worker(run.master.port());
            awaitHistory(run.master, history -> isClosed(history, 1));
            target.stall();
            await().until(() -> target.waiting() == 4);
            long began = now(run.master);
            awaitHistory(run.master, history -> history.getLast().elapsedSeconds() >= began + 4);
            assertFalse(isClosed(history(run.master), began + 1), "arrivals wait that were due then");
            target.goOn();
            awaitHistory(run.master, history -> isClosed(history, began + 3));
            List<History.Point> closed = history(run.master);
            double before = Double.MAX_VALUE;
            for (long second = began + 1; second <= began + 3; second++) {
                History.Point point = at(closed, second);
                assertTrue(point.requests() >= 50, "those that were due in this second: " + point);
                assertTrue(point.p50Millis() < before, "the later it was due, the shorter it waited: " + closed);
                before = point.p50Millis();
            }
            target.stall();
            await().until(() -> target.waiting() == 4);
            run.master.requestStop("enough");
            RunSummary summary = run.summary();
            List<History.Point> whole = history(run.master);
            assertEquals(summary.results().requests(), requests(whole));
            long unfinished =
                    whole.stream().mapToLong(History.Point::unfinished).sum();
            assertEquals(
                    summary.results().aborted() + summary.results().arrivals().dropped(),
                    unfinished,
                    "nothing is left out");
            assertTrue(unfinished >= 4);
        }
    }

    @Test
    void whatALostWorkerDidIsMissingAndKeepsNothingOpen() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(9), LostWorkers.Redistribute)) {
            Vertx doomed = run.vertx();
            run.workerOn(doomed, run.master.port(), run.files);
            run.worker(run.master.port());
            awaitHistory(run.master, history -> isClosed(history, 1));
            doomed.close().await();
            run.summary();
            List<History.Point> history = history(run.master);
            assertTrue(history.stream().allMatch(History.Point::closed));
            assertTrue(history.getFirst().complete());
            assertTrue(history.stream().anyMatch(point -> !point.complete()));
            assertFalse(run.master.report().await().steady().complete());
        }
    }

    @Test
    void anotherMasterHasTheCourseFromItsBeginning() throws Exception {
        try (WireRun run = new WireRun(2, 20, Duration.ofSeconds(10), LostWorkers.Redistribute)) {
            int port = run.master.port();
            run.worker(port);
            run.worker(port);
            awaitHistory(run.master, history -> isClosed(history, 2));
            run.killMaster();
            Master again = run.startMasterAgain(port, Takeover.ANY_RUN);
            RunSummary summary = again.finished().await(60, TimeUnit.SECONDS);
            assertEquals(RunState.Finished, summary.state(), summary.message());
            List<History.Point> history = history(again);
            assertEquals(summary.results().requests(), requests(history));
            assertTrue(history.get(1).requests() > 0, "what was before the restart is there");
            assertTrue(history.stream().allMatch(point -> point.closed() && point.complete()), history::toString);
        }
    }

    @Test
    void intervalsThatCannotHaveBeenYetAreRefused() throws Exception {
        try (WireRun run = new WireRun(1, 1, Duration.ofSeconds(1), LostWorkers.Redistribute);
                FrameSocket control = new FrameSocket(run.master.port());
                FrameSocket reports = new FrameSocket(run.master.port())) {
            String token = run.token.reveal();
            control.send(
                    Addresses.REGISTER,
                    Bodies.write(new Messages.Register(
                            token, Messages.PROTOCOL, "hostile", run.files.hash(), "h", 1, null)));
            control.receive();
            reports.send(Addresses.ATTACH, Bodies.write(new Messages.Attach(token, "hostile")));
            reports.receive();
            Recorder recorder = new Recorder(new RequestNames());
            recorder.begin(0);
            recorder.drop(TimeUnit.HOURS.toNanos(10), TimeUnit.HOURS.toNanos(10));
            reports.send(
                    Addresses.REPORT,
                    Bodies.write(new Messages.Report(1, false, false, null, null)),
                    Payload.of(Cutter.cut(recorder, 1)));
            Frame refused = reports.receive();
            assertEquals(Frame.ERROR, refused.type());
            assertEquals(
                    "expected intervals until 60 s after the start, found 36000 s",
                    refused.body().getString("message"));
            assertEquals(List.of(), history(run.master));
            assertEquals(Map.of(), run.master.report().await().steady().percentiles());
        }
    }
}
