package dev.onrush.runner.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which address the HTTP API answers; every address of 127.0.0.0/8 is this machine's. */
class WebHostTest {
    private static final int REFUSED = 0;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @BeforeEach
    void plan() throws IOException {
        Files.writeString(directory.resolve("token"), "0123456789abcdef0123456789abcdef");
        Files.writeString(directory.resolve("plan.yaml"), "users: [{name: A, tasks: [{name: t, steps: [{get: /}]}]}]");
    }

    @Test
    void itIsTheOneThatIsNamedAndNoOther() throws Exception {
        check("--web-host 127.0.0.2", REFUSED, 200);
        check("--master --master-bind-host 127.0.0.1 --master-bind-port 0 --web-host 127.0.0.2", REFUSED, 200);
    }

    @Test
    void withoutANameItIsTheMastersOwnOrLoopback() throws Exception {
        check("--master --master-bind-host 127.0.0.2 --master-bind-port 0", REFUSED, 200);
        check("--processes 1", 200, REFUSED);
    }

    @Test
    void aStarIsEveryAddress() throws Exception {
        check("--web-host *", 200, 200);
    }

    private void check(String options, int first, int second) throws Exception {
        String common = "-f plan.yaml --web-port 0 --token-file token -H http://127.0.0.1:1 -u 1 ";
        try (Program program = Program.start(directory, (common + options).split(" "))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> program.error().contains("waiting to be told to start"));
            String port = program.error().replaceAll("(?s).*at port (\\d+):.*", "$1");
            assertEquals(first, ask("127.0.0.1", port), options);
            assertEquals(second, ask("127.0.0.2", port), options);
        }
    }

    /** The status, or {@link #REFUSED} where nobody listens. */
    private int ask(String host, String port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/healthz"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (ConnectException _) {
            return REFUSED;
        }
    }
}
