package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    @Test
    void probesSayWhatIs() throws IOException, InterruptedException {
        AtomicBoolean ready = new AtomicBoolean();
        try (HealthServer server = new HealthServer(0, () -> true, ready::get);
                HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(200, status(client, server, "/healthz"));
            assertEquals(503, status(client, server, "/readyz"));
            ready.set(true);
            assertEquals(200, status(client, server, "/readyz"));
        }
    }

    private static int status(HttpClient client, HealthServer server, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
