package dev.onrush.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.onrush.operator.observe.MasterClient.Address;
import dev.onrush.operator.observe.MasterClient.ReportTooLargeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpMasterClientTest {
    private final Address address = new Address("127.0.0.1", "secret");
    private HttpServer server;
    private MasterClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
        client = new HttpMasterClient(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsASummary() throws Exception {
        answers(200, "{\"runId\":\"r1\",\"state\":\"Running\",\"later\":true}");
        assertEquals("r1", client.summary(address).runId());
    }

    @Test
    void refusesWhatIsNoSummary() {
        for (String body : new String[] {"null", "{}", "<html>", ""}) {
            server.stop(0);
            assertThrows(IOException.class, () -> {
                start();
                answers(200, body);
                client.summary(address);
            });
        }
    }

    @Test
    void readsNoMoreThanThereIsRoomFor() {
        answers(200, "x".repeat(101));
        assertThrows(ReportTooLargeException.class, () -> client.report(address, 100));
    }

    @Test
    @Timeout(30)
    void aBodyThatDoesNotComeIsAFailure() {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try (exchange) {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        MasterClient impatient = new HttpMasterClient(server.getAddress().getPort(), Duration.ofMillis(200));
        try {
            assertThrows(IOException.class, () -> impatient.summary(address));
        } finally {
            over.countDown();
        }
    }

    @Test
    void anotherStatusIsAFailure() {
        answers(401, "no");
        assertThrows(IOException.class, () -> client.summary(address));
        assertThrows(IOException.class, () -> client.stop(address));
    }

    @Test
    void theTokenIsNotForLogs() {
        assertFalse(address.toString().contains("secret"));
    }

    private void answers(int status, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
