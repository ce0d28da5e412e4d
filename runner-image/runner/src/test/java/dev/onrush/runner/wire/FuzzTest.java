package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.BusServer;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.Messages;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A million hostile frames while a run goes on: they change no count, and nothing of them stays in memory. */
class FuzzTest {
    private static final int FRAMES = 1_000_000;
    private static final int STRANGERS = 6_000;
    private static final int FRAMES_OF_A_STRANGER = 3;
    private static final int FRAMES_OF_AN_INSIDER = 5_000;
    private static final int SILENT = 300;
    private static final int THREADS = 3;
    private static final long SEED = 20_261_124L;
    private static final long MAX_GROWTH_BYTES = 24L << 20;

    private WireRun run;

    @Test
    void aMillionHostileFramesChangeNoCountAndNoHeap() throws Exception {
        try (WireRun attacked = new WireRun(1, 5, Duration.ofMinutes(10), LostWorkers.Redistribute)) {
            run = attacked;
            run.worker(run.master.port());
            Awaitility.await().until(() -> run.target.requests() > 50);
            // What is loaded and cached at the first of each kind is no growth.
            attack(FRAMES / 20);
            long before = liveBytes();
            long requestsBefore = run.target.requests();
            List<Socket> silent = openSilent();
            long sent = attack(FRAMES);
            assertTrue(sent >= FRAMES, "sent " + sent);
            assertTrue(run.target.requests() > requestsBefore, "the load went on");
            assertClosed(silent);
            long growth = liveBytes() - before;
            assertTrue(growth < MAX_GROWTH_BYTES, "the live heap grew by " + growth + " bytes");
            run.master.requestStop("the attack is over");
            assertExact(run.summary());
        }
    }

    private long attack(int frames) throws Exception {
        AtomicLong sent = new AtomicLong();
        List<Callable<Void>> tasks = new ArrayList<>();
        int strangers = (int) ((long) STRANGERS * frames / FRAMES);
        for (int i = 0; i < strangers; i++) {
            long seed = SEED + i;
            tasks.add(() -> beAStranger(new HostileFrames(new SplittableRandom(seed)), sent));
        }
        int left = frames - strangers * FRAMES_OF_A_STRANGER;
        for (int i = 0; i < left; i += FRAMES_OF_AN_INSIDER) {
            long seed = SEED - 1 - i;
            tasks.add(() -> beAnInsider(new HostileFrames(new SplittableRandom(seed)), sent));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        return sent.get();
    }

    /** Sends as much as the master takes, and is disconnected. */
    private Void beAStranger(HostileFrames frames, AtomicLong sent) throws IOException {
        try (Socket socket = connect()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < FRAMES_OF_A_STRANGER; i++) {
                all.writeBytes(frames.ofAStranger());
            }
            try {
                socket.getOutputStream().write(all.toByteArray());
                socket.shutdownOutput();
                assertEquals(-1, socket.getInputStream().read(), "nothing is said to a stranger");
            } catch (IOException e) {
                // Disconnected while it was still talking.
                assertTrue(socket.isConnected());
            }
            sent.addAndGet(FRAMES_OF_A_STRANGER);
        }
        return null;
    }

    /** Has the token but another plan, so it has no part in the run; a pong at the end says that the master took it all. */
    private Void beAnInsider(HostileFrames frames, AtomicLong sent) throws Exception {
        try (Socket socket = connect();
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            OutputStream out = socket.getOutputStream();
            out.write(register());
            CompletableFuture<Void> reader =
                    CompletableFuture.runAsync(() -> readUntilLast(in), Thread::startVirtualThread);
            ByteArrayOutputStream batch = new ByteArrayOutputStream();
            for (int i = 1; i <= FRAMES_OF_AN_INSIDER; i++) {
                batch.writeBytes(frames.ofAnInsider());
                if (i % 100 == 0) {
                    out.write(batch.toByteArray());
                    batch.reset();
                }
            }
            JsonObject nothing = new JsonObject();
            out.write(new Frame(Frame.SEND, Addresses.READY, "last", nothing)
                    .encode()
                    .getBytes());
            reader.get(60, TimeUnit.SECONDS);
            sent.addAndGet(FRAMES_OF_AN_INSIDER);
        }
        return null;
    }

    private static void readUntilLast(DataInputStream in) {
        try {
            while (true) {
                byte[] frame = in.readNBytes(in.readInt());
                if (new String(frame, StandardCharsets.UTF_8).contains("\"last\"")) {
                    return;
                }
            }
        } catch (EOFException e) {
            throw new AssertionError("the master disconnected an insider whose frames it should have refused", e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Half-open and slow ones: they say nothing, or a part of a frame. */
    private List<Socket> openSilent() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < SILENT; i++) {
            Socket socket = connect();
            socket.getOutputStream().write(new byte[i % 4]);
            sockets.add(socket);
        }
        return sockets;
    }

    private static void assertClosed(List<Socket> silent) throws IOException {
        for (Socket socket : silent) {
            try (socket) {
                socket.setSoTimeout((int) BusServer.AUTHENTICATION_TIMEOUT.toMillis() + 5_000);
                assertEquals(-1, socket.getInputStream().read());
            }
        }
    }

    private void assertExact(RunSummary summary) {
        assertEquals(RunState.Finished, summary.state(), summary.message());
        assertEquals(run.target.requests(), summary.results().requests());
        assertEquals(0, summary.results().failures());
        assertEquals(0, summary.results().aborted());
        assertNull(summary.results().unaccounted());
        assertEquals(1, summary.workers().connected());
        assertEquals(0, summary.workers().missing());
    }

    private byte[] register() {
        JsonObject body = new JsonObject()
                .put("token", run.token.reveal())
                .put("protocol", Messages.PROTOCOL)
                .put("worker", "hostile-" + Thread.currentThread().threadId())
                .put("planHash", "another")
                .put("host", "h")
                .put("pid", 1);
        return new Frame(Frame.SEND, Addresses.REGISTER, "r", body).encode().getBytes();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", run.master.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** What is still reachable, after collections that had time to find out. */
    private static long liveBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
