package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.stats.Cutter;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Statistics are reset while workers have something that they measured and did not report yet. */
class ResetTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void whatWorkersHadNotReportedYetDoesNotCount() throws Exception {
        int users = 20;
        try (WireRun run = new WireRun(2, users, LONG, LostWorkers.Redistribute)) {
            int port = run.master.port();
            run.worker(port);
            run.worker(port);
            await().until(() -> run.target.requests() > 1_000);
            long before = run.target.requests();
            run.master.resetStatistics().await();
            await().until(() -> run.master.summary().await().results().requests() > 500);
            run.master.requestStop("enough");
            RunSummary summary = run.summary();
            long counted = summary.results().requests();
            assertTrue(counted > 500, "counted: " + counted);
            // One of each user may have been answered by then, and not have come back.
            long since = run.target.requests() - before + users;
            assertTrue(counted <= since, counted + " counted, of at most " + since);
        }
    }

    @Test
    void aReportFromBeforeCountsForWhatWasGrantedOnly() throws Exception {
        try (WireRun run = new WireRun(1, 1, LONG, LostWorkers.Redistribute)) {
            try (FrameSocket control = new FrameSocket(run.master.port());
                    FrameSocket reports = new FrameSocket(run.master.port())) {
                begin(run, control, reports);
                RequestNames names = RequestNames.of(PlanReader.read(run.files));
                Recorder recorder = new Recorder(names);
                recorder.begin(0);
                int own = names.indexOf("GET", "/own");

                report(reports, 1, recorder, own, 0L);
                assertEquals(1, run.master.summary().await().results().requests());
                run.master.resetStatistics().await();
                report(reports, 2, recorder, own, 0L);
                assertEquals(0, run.master.summary().await().results().requests());
                report(reports, 3, recorder, names.indexOf("GET", "/other"), 1L);
                // Whose worker knows of no resets.
                report(reports, 4, recorder, own, null);
                assertEquals(2, run.master.summary().await().results().requests());
            }
            RunSummary summary = run.summary();
            assertEquals(RunState.Error, summary.state(), summary.message());
            assertEquals(2, summary.results().requests());
            assertEquals(1, summary.results().unaccounted(), "of five that were granted");
        }
    }

    private static void begin(WireRun run, FrameSocket control, FrameSocket reports) throws Exception {
        String token = run.token.reveal();
        control.send(
                Addresses.REGISTER,
                Bodies.write(new Messages.Register(token, Messages.PROTOCOL, "w", run.files.hash(), "h", 1, null)));
        assertEquals(0, control.receive().body().getLong("resets"));
        reports.send(Addresses.ATTACH, Bodies.write(new Messages.Attach(token, "w")));
        reports.receive();
        control.send(
                Addresses.HEARTBEAT,
                Bodies.write(new Messages.Heartbeat(1, 5, 5, 0.1, 50, Messages.Process.UNKNOWN, 500)));
        control.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
        await().until(() -> run.master.summary().await().state() == RunState.Running);
    }

    /** One request. */
    private static void report(FrameSocket reports, long sequence, Recorder recorder, int name, Long resets)
            throws Exception {
        recorder.record(name, 0, 0, 0, 1_000_000, 1_000_000, 0, null);
        reports.send(
                Addresses.REPORT,
                Bodies.write(new Messages.Report(sequence, false, false, null, resets)),
                Payload.of(Cutter.cut(recorder, 1)));
        Frame acknowledged = reports.receive();
        assertEquals(sequence, acknowledged.body().getLong("sequence"), acknowledged::toString);
    }
}
