package dev.onrush.runner.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** The compose file, read as Docker reads it; its commands run as processes, and its health checks beside them. */
class ComposeTest {
    private static final Path DIRECTORY = Path.of("../../deploy/compose");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void everyServiceIsConfined() throws Exception {
        JsonNode compose = compose();
        assertEquals(Set.of("master", "worker", "target"), names(compose.path("services")));
        for (JsonNode service : compose.path("services")) {
            assertEquals("65532:65532", service.path("user").asText());
            assertTrue(service.path("read_only").asBoolean());
            assertEquals("ALL", service.path("cap_drop").path(0).asText());
            assertEquals(compose.at("/services/master/image"), service.path("image"), "one image");
            assertNull(service.get("container_name"), "a name would keep a service from being scaled");
            assertFalse(service.has("privileged"));
        }
        assertTrue(compose.at("/services/worker/ports").isMissingNode(), "several workers cannot have one port");
        assertTrue(compose.at("/services/master/ports/0").asText().startsWith("127.0.0.1:"));
        for (JsonNode service : compose.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":")[0];
                assertTrue(
                        source.startsWith("./")
                                ? Files.exists(DIRECTORY.resolve(source))
                                : compose.path("volumes").has(source),
                        volume.asText());
            }
        }
        assertTrue(compose.at("/services/worker/volumes/0").asText().endsWith(":ro"));
    }

    @Test
    void theProgramTakesEveryCommand() throws Exception {
        for (JsonNode service : compose().path("services")) {
            String[] command = command(service).toArray(String[]::new);
            CommandLine commandLine = Onrush.commandLine();
            assertDoesNotThrow(() -> Combinations.check(commandLine.parseArgs(command)), String.join(" ", command));
        }
    }

    @Test
    void aMasterAndTwoWorkersRunATest() throws Exception {
        SampleTarget target = new SampleTarget("127.0.0.1", 0);
        vertx.deployVerticle(target).await();
        JsonNode services = compose().path("services");
        String port = Integer.toString(freePort());
        List<String> master = here(services.path("master"));
        master.addAll(List.of("--master-bind-host", "127.0.0.1", "--master-bind-port", port, "--web-port", "0"));
        List<String> worker = here(services.path("worker"));
        worker.addAll(List.of("--master-port", port));
        try (Program first = Program.start(directory, master.toArray(String[]::new));
                Program second = Program.start(directory, worker.toArray(String[]::new));
                Program third = Program.start(directory, worker.toArray(String[]::new))) {
            await().atMost(PATIENCE).until(() -> apiPort(first) != null);
            String api = apiPort(first);
            await().atMost(PATIENCE).until(() -> get(api, "/api/v1/workers").size() == 2);
            assertEquals(0, healthCheck(services.path("master"), "8089", api));
            String hex = "%04X".formatted(Integer.parseInt(port));
            assertEquals(0, healthCheck(services.path("worker"), "15B5", hex));
            assertEquals(
                    200,
                    post(
                                    api,
                                    "/api/v1/start",
                                    "{\"target\": \"http://127.0.0.1:%d\", \"load\": {\"users\": 4, \"spawnRate\": 10, \"runTime\": \"2s\"}}"
                                            .formatted(target.port()))
                            .statusCode());
            await().atMost(PATIENCE)
                    .until(() ->
                            get(api, "/api/v1/session").path("state").asText().equals("stopped"));
            assertTrue(target.requests() > 0);
            assertEquals(
                    target.requests(),
                    get(api, "/api/v1/statistics").at("/total/requests").asLong());
            await().atMost(PATIENCE).until(() -> post(api, "/api/v1/quit", "").statusCode() == 202);
            assertEquals(0, first.exitCode(), first.error());
            assertEquals(0, second.exitCode(), second.error());
            assertEquals(0, third.exitCode(), third.error());
        }
    }

    /** Exit code of a health check, here and not in a container. */
    private static int healthCheck(JsonNode service, String port, String actual) throws Exception {
        List<String> test = new ArrayList<>();
        service.at("/healthcheck/test").forEach(part -> test.add(part.asText().replace(port, actual)));
        assertEquals("CMD", test.removeFirst());
        assertTrue(String.join(" ", test).contains(actual), "the check is about the port");
        return new ProcessBuilder(test).inheritIO().start().waitFor();
    }

    /** The command with this machine's places in it. */
    private List<String> here(JsonNode service) {
        return new ArrayList<>(command(service).stream()
                .map(part -> part.replace("/run/onrush", directory.toString())
                        .replaceFirst(
                                "^/plan$",
                                DIRECTORY.resolve("plan").toAbsolutePath().toString())
                        .replaceFirst("^master$", "127.0.0.1"))
                .toList());
    }

    private static List<String> command(JsonNode service) {
        List<String> command = new ArrayList<>();
        service.path("command").forEach(part -> command.add(part.asText()));
        return command;
    }

    private static String apiPort(Program master) {
        Matcher matcher = Pattern.compile("at port (\\d+)").matcher(master.error());
        return matcher.find() ? matcher.group(1) : null;
    }

    private JsonNode get(String port, String path) throws Exception {
        HttpResponse<String> answer = http.send(request(port, path).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String port, String path, String body) throws Exception {
        return http.send(
                request(port, path)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String port, String path) throws Exception {
        String token = Files.readAllLines(directory.resolve("token")).getFirst();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode compose() throws Exception {
        // Jackson does not merge YAML's anchors, Docker does.
        Object merged = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(DIRECTORY.resolve("compose.yaml")));
        return new YAMLMapper().valueToTree(merged);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
