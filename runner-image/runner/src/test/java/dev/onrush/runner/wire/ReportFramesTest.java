package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports have bytes beside their JSON, and nothing else has. */
class ReportFramesTest {
    private static final JsonObject REPORT = Bodies.write(new Messages.Report(1, false, false, null, null));

    private WireRun run;
    private FrameSocket socket;

    @BeforeEach
    void start() throws Exception {
        run = new WireRun(1, 1, Duration.ofSeconds(1), LostWorkers.Redistribute);
        socket = new FrameSocket(run.master.port());
    }

    @AfterEach
    void stop() throws Exception {
        socket.close();
        run.close();
    }

    private Frame register(String protocol) throws Exception {
        socket.send(
                Addresses.REGISTER,
                Bodies.write(
                        new Messages.Register(run.token.reveal(), protocol, "w", run.files.hash(), "host", 1, null)));
        return socket.receive();
    }

    private String refusal() throws Exception {
        Frame answer = socket.receive();
        assertEquals(Frame.ERROR, answer.type());
        return answer.body().getString("message");
    }

    @Test
    void aReportWithoutBytesIsRefused() throws Exception {
        register(Messages.PROTOCOL);
        socket.send(Addresses.REPORT, REPORT.copy().put("data", "AAEC").put("bytes", new JsonObject()));
        assertEquals("expected a report's bytes beside its JSON", refusal());
    }

    @Test
    void bytesThatAreNoDeltaAreRefusedAndTheWorkerMaySendAnother() throws Exception {
        register(Messages.PROTOCOL);
        for (byte[] bytes : new byte[][] {{}, {99}, new byte[1_000]}) {
            socket.send(Addresses.REPORT, REPORT, Payload.of(bytes));
            assertTrue(refusal().startsWith("expected "));
        }
    }

    @Test
    void bytesInAnotherFrameCloseTheConnection() throws Exception {
        register(Messages.PROTOCOL);
        socket.send(Addresses.HEARTBEAT, new JsonObject(), Payload.of(new byte[3]));
        socket.assertClosed();
    }

    @Test
    void bytesInTheFirstFrameCloseTheConnection() throws Exception {
        JsonObject body = new JsonObject().put("token", run.token.reveal());
        socket.send(Addresses.ATTACH, body, Payload.of(new byte[3]));
        socket.assertClosed();
    }

    @Test
    void aWorkerOfTheVersionBeforeIsToldWhichOneIsExpected() throws Exception {
        Frame answer = register("onrush/2");
        assertEquals(Frame.ERROR, answer.type());
        assertEquals("expected protocol onrush/3, found onrush/2", answer.body().getString("message"));
    }
}
