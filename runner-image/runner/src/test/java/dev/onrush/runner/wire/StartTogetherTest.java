package dev.onrush.runner.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.MasterClock;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.report.StartSkew;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The moment at which all workers begin. Master and workers share a machine here, and with it a clock. */
class StartTogetherTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static Frame ask(FrameSocket socket, String address, Record message) throws Exception {
        socket.send(address, Bodies.write(message));
        return socket.receive();
    }

    private static Frame register(WireRun run, FrameSocket socket) throws Exception {
        return ask(
                socket,
                Addresses.REGISTER,
                new Messages.Register(run.token.reveal(), Messages.PROTOCOL, "w", run.files.hash(), "host", 1, null));
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
            JsonObject start = start(socket);
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

    /** The order to begin, among whatever else comes. */
    private static JsonObject start(FrameSocket socket) throws Exception {
        while (true) {
            Frame frame = socket.receive();
            if (Addresses.START.equals(frame.address())) {
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
