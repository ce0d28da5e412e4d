package dev.onrush.runner.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the program starts a test and when it ends. */
class AutostartTest {
    private final Vertx vertx = Vertx.vertx();
    private final SampleTarget target = new SampleTarget("127.0.0.1", 0);

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(target).await();
        Files.writeString(directory.resolve("token"), "0123456789abcdef0123456789abcdef");
        Files.writeString(
                directory.resolve("plan.yaml"),
                "users: [{name: A, waitTime: 20ms, tasks: [{name: t, steps: [{get: /products}]}]}]");
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void autostartStartsAndAutoquitEnds() throws Exception {
        try (Program program = run("--autostart --autoquit 1 -u 2 -t 1s")) {
            assertEquals(0, program.exitCode(), program.error());
            assertTrue(target.requests() > 0);
            assertTrue(program.output().contains("phase: Succeeded"), program.output());
        }
    }

    @Test
    void withoutEitherNothingStartsAndCtrlCEnds() throws Exception {
        try (Program program = run("-u 2 -t 1h")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> program.error().contains("waiting to be told to start"));
            assertEquals(0, target.requests());
            String port = program.error().replaceAll("(?s).*at port (\\d+):.*", "$1");
            // What the body leaves out is as on the command line.
            assertEquals(200, post(port, "/api/v1/start"));
            await().atMost(Duration.ofSeconds(60)).until(() -> target.requests() > 10);
            program.interrupt();
            assertEquals(0, program.exitCode(), program.error());
            assertTrue(program.output().contains("message: interrupted"), program.output());
        }
    }

    @Test
    void aMasterGivesUpWaitingForWorkersAsLocustDoes() throws Exception {
        try (Program program = run("--master --master-bind-host 127.0.0.1 --master-bind-port 0 --headless -u 2 -t 1s"
                + " --expect-workers 3 --expect-workers-max-wait 1")) {
            assertEquals(1, program.exitCode(), program.error());
            assertTrue(program.output().contains("0 of 3 workers"), program.output());
        }
    }

    private int post(String port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer 0123456789abcdef0123456789abcdef")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private Program run(String options) throws Exception {
        return Program.start(
                directory,
                ("-f plan.yaml --web-port 0 --token-file token -r 10 -H http://127.0.0.1:" + target.port() + " "
                                + options)
                        .split(" "));
    }
}
