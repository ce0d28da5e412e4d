package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.loop.ClockedTransport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoopbackTargetTest {
    private static final String WAITS = "06";

    private final Vertx vertx = ClockedTransport.newVertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** It reads all that comes: who leaves something unread resets the connection himself. */
    private static void askAndLeave(int port) throws IOException {
        try (Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(client.getInputStream().read() >= 0);
            client.shutdownOutput();
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException _) {
            // It was reset, which is what is wanted.
        }
    }

    /** How many connections to a port a client still has. */
    private static long open(int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(LoopbackTargetTest::connections)
                .filter(line -> line[2].endsWith(":%04X".formatted(port)))
                .count();
    }

    /** How many the kernel keeps after their end ({@code TIME_WAIT}). */
    private static long kept(int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(LoopbackTargetTest::connections)
                .filter(line -> line[2].endsWith(":%04X".formatted(port)) && line[3].equals(WAITS))
                .count();
    }

    private static Stream<String[]> connections(String family) {
        try {
            return Files.readAllLines(Path.of("/proc/self/net", family)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the kernel keeps for a minute it forgets in the middle of the run, thousands at a time. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelKeepsNothingOfAClientThatHasLeft() throws Exception {
        URI target = LoopbackTarget.listen(vertx).await().uri();
        for (int i = 0; i < 10; i++) {
            askAndLeave(target.getPort());
        }
        // Shorter than the minute for which it would be kept.
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> open(target.getPort()) == 0);
    }

    /** Else the test before would say nothing. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ofAnotherServersClientsItDoes() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread answers = Thread.ofVirtual().start(() -> {
                try (Socket connection = server.accept();
                        InputStream in = connection.getInputStream()) {
                    connection.getOutputStream().write('a');
                    while (in.read() >= 0) {}
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            askAndLeave(server.getLocalPort());
            answers.join();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> kept(server.getLocalPort()) == 1);
        }
    }
}
