package dev.onrush.runner.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What worker processes log is there to be read at the master. */
class LogsTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void theMasterHasItsWorkersLogs() throws Exception {
        Vertx vertx = Vertx.vertx();
        SampleTarget target = new SampleTarget("127.0.0.1", 0);
        vertx.deployVerticle(target).await();
        Files.writeString(directory.resolve("token"), TOKEN);
        Files.writeString(
                directory.resolve("plan.yaml"),
                "users: [{name: A, waitTime: 20ms, tasks: [{name: t, steps: [{get: /products}]}]}]");
        String options = "-f plan.yaml --processes 2 --web-port 0 --token-file token -u 2 -t 1h -H "
                + "http://127.0.0.1:" + target.port();
        try (Program program = Program.start(directory, options.split(" "))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> program.error().contains("waiting to be told to start"));
            String port = program.error().replaceAll("(?s).*at port (\\d+):.*", "$1");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> send(port, "POST", "/api/v1/start").statusCode() == 200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> logs(port).path("workers").size() == 2);
            JsonNode logs = logs(port);
            int seen = 0;
            for (JsonNode lines : logs.path("workers")) {
                seen += lines.toString().matches(".*worker [01] of run .*") ? 1 : 0;
            }
            assertEquals(2, seen, logs::toString);
        } finally {
            vertx.close().await();
        }
    }

    private static JsonNode logs(String port) throws Exception {
        return new ObjectMapper().readTree(send(port, "GET", "/api/v1/logs").body());
    }

    private static HttpResponse<String> send(String port, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
