package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.FrameDecoder;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.worker.Worker;
import dev.onrush.runner.worker.WorkerExit;
import io.vertx.core.json.JsonObject;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers get from the master's port: nothing. */
class PortTest {
    /** Before silence would be refused anyway, so that it was for what was said. */
    private static final int SOON_MILLIS = (int) BusServer.AUTHENTICATION_TIMEOUT.toMillis() - 500;

    /** After the timeout, on a machine however busy. */
    private static final int IN_THE_END_MILLIS = 30_000;

    private WireRun run;

    @BeforeEach
    void start() throws Exception {
        run = new WireRun(1, 1, Duration.ofSeconds(1), LostWorkers.Redistribute);
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void aConnectionThatSaysNothingIsClosedAfterTheTimeout() throws Exception {
        try (Socket socket = connect(IN_THE_END_MILLIS)) {
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void aConnectionThatSendsAByteNowAndThenIsClosedAfterTheTimeoutToo() throws Exception {
        try (Socket socket = connect(IN_THE_END_MILLIS)) {
            new DataOutputStream(socket.getOutputStream()).writeInt(1_000);
            socket.getOutputStream().write('{');
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void aLongFirstFrameIsRefusedByItsLengthAlone() throws Exception {
        assertRefused(out -> out.writeInt(FrameDecoder.UNAUTHENTICATED_LIMIT + 1));
    }

    @Test
    void aNegativeLengthIsRefused() throws Exception {
        assertRefused(out -> out.writeInt(-1));
    }

    @Test
    void somethingThatIsNoFrameIsRefused() throws Exception {
        assertRefused(out -> out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        assertRefused(out -> out.write(register("0123456789abcdef0123456789abcdef")));
    }

    @Test
    void aFirstFrameToAnotherAddressIsRefusedEvenWithTheToken() throws Exception {
        JsonObject body = new JsonObject().put("token", run.token.reveal());
        assertRefused(
                out -> out.write(Frame.send(Addresses.REPORT, body).encode().getBytes()));
    }

    @Test
    void aWorkerThatSendsToAnAddressThatIsNotForWorkersIsDisconnected() throws Exception {
        try (Socket socket = connect(SOON_MILLIS)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(register(run.token.reveal()));
            out.write(Frame.send(Addresses.DISCONNECTED, new JsonObject())
                    .encode()
                    .getBytes());
            readToEnd(socket);
        }
    }

    @Test
    void aWorkerWithAnotherPlanIsToldBothHashes() throws Exception {
        String plan = "users: [{name: A, tasks: [{name: t, steps: [{get: /}]}]}]";
        PlanFiles other = PlanFiles.of("test", Map.of("plan.yaml", plan.getBytes(StandardCharsets.UTF_8)), null);
        Worker worker = run.worker(run.master.port(), other);
        WorkerExit exit = worker.exit().await(10, TimeUnit.SECONDS);
        assertEquals(WorkerExit.Reason.REFUSED, exit.reason());
        assertTrue(exit.message().contains(other.hash()) && exit.message().contains(run.files.hash()), exit.message());
    }

    @Test
    void hostileConnectionsDoNotKeepARunFromItsResult() throws Exception {
        for (int i = 0; i < 50; i++) {
            Socket socket = connect(SOON_MILLIS);
            socket.getOutputStream().write(new byte[] {0, 0, 15, (byte) i});
        }
        run.worker(run.master.port());
        assertEquals(run.summary().results().requests(), run.target.requests());
    }

    private byte[] register(String token) {
        JsonObject body = JsonObject.mapFrom(Map.of(
                "token",
                token,
                "protocol",
                Messages.PROTOCOL,
                "worker",
                "w",
                "planHash",
                run.files.hash(),
                "host",
                "h",
                "pid",
                1));
        return new Frame(Frame.SEND, Addresses.REGISTER, "r", body).encode().getBytes();
    }

    private interface Sender {
        void send(DataOutputStream out) throws IOException;
    }

    private void assertRefused(Sender sender) throws IOException {
        try (Socket socket = connect(SOON_MILLIS)) {
            sender.send(new DataOutputStream(socket.getOutputStream()));
            assertEquals(0, readToEnd(socket), "nothing is said to a stranger");
        }
    }

    /** Fails by the socket's timeout when the master does not close. */
    private static int readToEnd(Socket socket) throws IOException {
        return socket.getInputStream().readAllBytes().length;
    }

    private Socket connect(int timeoutMillis) throws IOException {
        Socket socket = new Socket("127.0.0.1", run.master.port());
        socket.setSoTimeout(timeoutMillis);
        return socket;
    }
}
