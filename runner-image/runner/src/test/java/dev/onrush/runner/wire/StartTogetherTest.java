package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.MasterClock;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.report.StartSkew;
import dev.onrush.runner.stats.Cutter;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The moment at which all workers begin. Master and workers share a machine here, and with it a clock. */
class StartTogetherTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Leaves a second between the order to begin and its moment. */
    private static final MasterOptions.Timing SLOW = new MasterOptions.Timing(
            WireRun.QUICK.heartbeat(),
            WireRun.QUICK.lease(),
            WireRun.QUICK.report(),
            WireRun.QUICK.tick(),
            Duration.ofSeconds(1));

    private static Frame ask(FrameSocket socket, String address, Record message) throws Exception {
        socket.send(address, Bodies.write(message));
        return socket.receive();
    }

    private static Frame register(WireRun run, FrameSocket socket) throws Exception {
        return register(run, socket, "w");
    }

    private static Frame register(WireRun run, FrameSocket socket, String id) throws Exception {
        return ask(
                socket,
                Addresses.REGISTER,
                new Messages.Register(run.token.reveal(), Messages.PROTOCOL, id, run.files.hash(), "host", 1, null));
    }

    @Test
    void theClockThatAnAnswerTellsIsOneBetweenQuestionAndAnswer() throws Exception {
        try (WireRun run = new WireRun(1, 1, LONG, LostWorkers.Redistribute);
                FrameSocket socket = new FrameSocket(run.master.port())) {
            long before = MasterClock.micros();
            long registered = register(run, socket).body().getLong("clockMicros");
            long asked =
                    ask(socket, Addresses.CLOCK, new Messages.AskClock()).body().getLong("micros");
            long granted = ask(
                            socket,
                            Addresses.HEARTBEAT,
                            new Messages.Heartbeat(0, 0, 0, 0, 0, Messages.Process.UNKNOWN, 0))
                    .body()
                    .getLong("clockMicros");
            long after = MasterClock.micros();
            assertTrue(before <= registered && registered <= asked && asked <= granted && granted <= after);
        }
    }

    @Test
    void theMomentIsYetToComeAndTheMasterKnowsWhatBecameOfIt() throws Exception {
        try (WireRun run = new WireRun(1, 1, LONG, LostWorkers.Redistribute);
                FrameSocket socket = new FrameSocket(run.master.port())) {
            register(run, socket);
            assertEquals(
                    Frame.ERROR,
                    ask(socket, Addresses.BEGUN, new Messages.Begun(0, 0)).type(),
                    "nobody was told to begin");
            long before = MasterClock.micros();
            socket.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
            JsonObject start = next(socket, Addresses.START);
            assertTrue(start.getLong("beginMicros")
                    >= before + WireRun.QUICK.startDelay().toMillis() * 1_000);
            assertNull(run.master.report().await().start());
            socket.send(Addresses.BEGUN, Bodies.write(new Messages.Begun(-40, 250)));
            await().atMost(LONG)
                    .untilAsserted(() -> assertEquals(
                            new StartSkew(1, 0, 0, 0.5),
                            run.master.report().await().start()));
        }
    }

    /** There is one user, so the second worker has none, and yet it has to know when the run began. */
    @Test
    void whoIsReadyBetweenTheOrderAndTheMomentTakesPart() throws Exception {
        try (WireRun run = new WireRun(1, 1, LONG, SLOW, Joining.OPEN);
                FrameSocket first = new FrameSocket(run.master.port());
                FrameSocket second = new FrameSocket(run.master.port())) {
            register(run, first, "first");
            register(run, second, "second");
            first.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
            JsonObject start = next(first, Addresses.START);
            second.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
            JsonObject spawn = next(second, Addresses.SPAWN);
            assertEquals(start.getLong("beginMicros"), spawn.getLong("beginMicros"));
            assertEquals(
                    Map.of("Visitor", 0, "Customer", 0),
                    spawn.getJsonObject("users").getMap());
            // Neither says a word from now on.
            RunSummary summary = run.summary();
            assertEquals(RunSummary.Reasons.ALL_WORKERS_LOST, summary.reason(), summary.message());
        }
    }

    /** A worker that is silent between the order to begin and its moment is lost by then. */
    private static final MasterOptions.Timing SHORT_LEASE = new MasterOptions.Timing(
            SLOW.heartbeat(), Duration.ofSeconds(1), SLOW.report(), SLOW.tick(), Duration.ofSeconds(2));

    @Test
    void whereOneIsLostBeforeTheMomentARunThatIsToFailThenEnds() throws Exception {
        try (WireRun run = new WireRun(2, 2, LONG, LostWorkers.Fail, SHORT_LEASE, Joining.EXACT);
                FrameSocket silent = new FrameSocket(run.master.port())) {
            run.worker(run.master.port());
            register(run, silent);
            silent.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
            // It is there until it is told to begin.
            Messages.Heartbeat beat = new Messages.Heartbeat(0, 0, 0, 0, 0, Messages.Process.UNKNOWN, 0);
            await().atMost(LONG)
                    .until(() -> Addresses.START.equals(
                            ask(silent, Addresses.HEARTBEAT, beat).address()));
            RunSummary summary = run.summary();
            assertEquals(RunSummary.Reasons.WORKER_LOST, summary.reason(), summary.message());
        }
    }

    @Test
    void whereAllAreLostBeforeTheMomentTheRunEnds() throws Exception {
        try (WireRun run = new WireRun(1, 1, LONG, SHORT_LEASE, Joining.EXACT);
                FrameSocket socket = new FrameSocket(run.master.port())) {
            register(run, socket);
            socket.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
            RunSummary summary = run.summary();
            assertEquals(RunSummary.Reasons.ALL_WORKERS_LOST, summary.reason(), summary.message());
        }
    }

    @Test
    void whereAllLeaveBeforeTheMomentTheRunEnds() throws Exception {
        try (WireRun run = new WireRun(1, 1, LONG, SLOW, Joining.EXACT);
                FrameSocket control = new FrameSocket(run.master.port());
                FrameSocket reports = new FrameSocket(run.master.port())) {
            leaveBeforeTheMoment(run, control, reports);
            RunSummary summary = run.summary();
            assertEquals(RunSummary.Reasons.ALL_WORKERS_LOST, summary.reason(), summary.message());
        }
    }

    @Test
    void whereOneLeavesBeforeTheMomentARunThatIsToFailThenEnds() throws Exception {
        try (WireRun run = new WireRun(2, 2, LONG, LostWorkers.Fail, SLOW, Joining.EXACT);
                FrameSocket control = new FrameSocket(run.master.port());
                FrameSocket reports = new FrameSocket(run.master.port())) {
            run.worker(run.master.port());
            leaveBeforeTheMoment(run, control, reports);
            RunSummary summary = run.summary();
            assertEquals(RunSummary.Reasons.WORKER_LOST, summary.reason(), summary.message());
        }
    }

    /** A worker that is told to begin and says then that it has nothing more to report. */
    private static void leaveBeforeTheMoment(WireRun run, FrameSocket control, FrameSocket reports) throws Exception {
        register(run, control);
        reports.send(Addresses.ATTACH, Bodies.write(new Messages.Attach(run.token.reveal(), "w")));
        reports.receive();
        control.send(Addresses.READY, Bodies.write(new Messages.Ready(null, null)));
        next(control, Addresses.START);
        Recorder recorder = new Recorder(new RequestNames());
        recorder.begin(0);
        reports.send(
                Addresses.REPORT,
                Bodies.write(new Messages.Report(1, true, false, null, null)),
                Payload.of(Cutter.cut(recorder, 1)));
        assertEquals(1, reports.receive().body().getLong("sequence"));
    }

    /** What is told under an address, among whatever else comes. */
    private static JsonObject next(FrameSocket socket, String address) throws Exception {
        while (true) {
            Frame frame = socket.receive();
            if (address.equals(frame.address())) {
                return frame.body();
            }
        }
    }

    @Test
    void workersSayWhenTheyBeganAndHowWellTheyKnowIt() throws Exception {
        try (WireRun run = new WireRun(3, 30, LONG, LostWorkers.Redistribute)) {
            for (int i = 0; i < 3; i++) {
                run.worker(run.master.port());
            }
            await().atMost(LONG).until(() -> {
                StartSkew skew = run.master.report().await().start();
                return skew != null && skew.workers() == 3;
            });
            StartSkew skew = run.master.report().await().start();
            assertTrue(skew.p99Millis() <= skew.maxMillis() && skew.maxMillis() < skew.atMostMillis(), skew::toString);
        }
    }
}
