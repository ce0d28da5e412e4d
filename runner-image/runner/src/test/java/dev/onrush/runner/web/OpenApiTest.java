package dev.onrush.runner.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.api.Role;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.ArrivalRate;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.PlanSource;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.contract.run.Stage;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.log.LogLines;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.sample.SampleTarget;
import dev.onrush.runner.session.Session;
import dev.onrush.runner.session.SessionOptions;
import dev.onrush.runner.session.StartRequest;
import dev.onrush.runner.worker.WorkerLife;
import dev.onrush.runner.worker.WorkerOptions;
import dev.onrush.runner.worker.WorkerPlan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test from its start to its end by HTTP alone; every answer is held against the published description. */
class OpenApiTest {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final Vertx workers = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Token token = Token.random();
    private final SampleTarget target = new SampleTarget(HOST, 0);
    private final LogLines log = new LogLines();
    private final LogLines workersLog = new LogLines();
    private MasterApi api;
    private OpenApi published;

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(target).await();
        String plan = "users: [{name: A, waitTime: 10ms, tasks: ["
                + "{name: t, steps: [{get: /products}]}, {name: f, steps: [{get: /nothing}]}]}]";
        PlanFiles files = PlanFiles.of("test", Map.of("plan.yaml", plan.getBytes(StandardCharsets.UTF_8)), null);
        RunSpec base = new RunSpec(
                new PlanSource(null, "", null),
                "http://" + HOST + ":" + target.port(),
                new Load(null, "100", "1h", null),
                null,
                null,
                null,
                null,
                null);
        Session session = new Session(
                vertx,
                new SessionOptions(
                        files,
                        PlanRuntime.of(files, Role.MASTER),
                        base,
                        ServerCredentials.plain(token),
                        HOST,
                        0,
                        MasterOptions.Timing.DEFAULT,
                        Joining.STAYING));
        session.open().await();
        api = new MasterApi(session, log, token, HOST, 0);
        vertx.deployVerticle(api).await();
        new WorkerLife(
                        workers,
                        new WorkerOptions(
                                HOST,
                                session.port(),
                                ClientCredentials.plain(token),
                                WorkerPlan.of(Optional.of(files)),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                // A worker that waits for its compilers is ready all the same.
                                Duration.ofMillis(200),
                                workersLog))
                .start()
                .await();
        published = new OpenApi(send("GET", "/api/v1/openapi.json", null).body());
    }

    @AfterEach
    void stop() {
        workers.close().await();
        vertx.close().await();
    }

    @Test
    void theDocumentHasExactlyTheRoutes() {
        Set<String> routes = new TreeSet<>(api.routes().all());
        routes.add("GET /healthz");
        assertEquals(routes, published.operations());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : published.document().findValues("$ref")) {
            assertTrue(published.document().at(reference.asText().substring(1)).isObject(), reference.asText());
        }
    }

    @Test
    void aTestFromStartToEnd() throws Exception {
        everythingIsReadable();
        assertEquals(409, post("/api/v1/stop", null).statusCode());
        await().until(() -> get("/api/v1/session").path("workers").asInt() == 1);
        assertEquals(422, post("/api/v1/start", "{\"load\": {\"users\": -1}}").statusCode());
        assertEquals(400, post("/api/v1/start", "{\"user\": 1}").statusCode());
        assertEquals(
                422, post("/api/v1/start", "{\"userClasses\": [\"Nobody\"]}").statusCode());
        assertEquals(
                422, post("/api/v1/start", "{\"options\": {\"depth\": \"3\"}}").statusCode());
        assertEquals(413, post("/api/v1/start", " ".repeat(100_000)).statusCode());
        assertEquals(200, post("/api/v1/start", "{\"load\": {\"users\": 3}}").statusCode());
        assertEquals(409, post("/api/v1/start", "{\"load\": {\"users\": 3}}").statusCode());
        await().until(() -> get("/api/v1/session").path("state").asText().equals("running"));
        assertEquals(409, post("/api/v1/quit", null).statusCode());
        everythingIsReadable();
        assertEquals(
                202, post("/api/v1/load", "{\"users\": 5, \"spawnRate\": 50}").statusCode());
        await().until(() -> get("/api/v1/workers").path(0).path("users").asInt() == 5);
        assertEquals(202, post("/api/v1/workers", "{\"cores\": 2}").statusCode());
        assertEquals(422, post("/api/v1/workers", "{\"cores\": 0}").statusCode());
        assertEquals(422, post("/api/v1/workers", "{}").statusCode());
        await().until(() -> get("/api/v1/summary").at("/workers/desired").asInt() == 2);
        assertEquals(202, post("/api/v1/reset", null).statusCode());
        await().until(() -> get("/api/v1/summary").at("/results/failures").asInt() > 3);
        assertEquals(202, post("/api/v1/stop", null).statusCode());
        await().until(() -> get("/api/v1/session").path("state").asText().equals("stopped"));
        everythingIsReadable();
        await().until(() -> post("/api/v1/quit", null).statusCode() == 202);
        api.quit().await();
    }

    /** With every field that the program reads. */
    @Test
    void whatAStartMayHaveIsDescribed() {
        Load ramp = new Load(5, "2.5", "1m", null);
        Load stages = new Load(null, null, null, List.of(new Stage(5, "1m")));
        ArrivalRate rate = new ArrivalRate("2.5", null, 10, "1s", ArrivalRate.Distribution.Poisson);
        ArrivalRate rates = new ArrivalRate(null, List.of(new ArrivalRate.RateStage("5", "1m")), null, null, null);
        published.check("Load", ramp);
        published.check("Load", stages);
        published.check("Load", new Load(null, null, "1m", null, rate));
        published.check("Load", new Load(null, null, null, null, rates));
        published.check(
                "StartRequest",
                new StartRequest(
                        "http://shop", ramp, List.of("http.requests > 1"), "5s", List.of("A"), Map.of("depth", "7")));
    }

    @Test
    void aRateOfArrivalsIsStartedToo() throws Exception {
        await().until(() -> get("/api/v1/session").path("workers").asInt() == 1);
        String load = "{\"load\": {\"arrivalRate\": {\"rate\": 50}, \"runTime\": \"1s\"}}";
        assertEquals(200, post("/api/v1/start", load).statusCode());
        await().until(() -> get("/api/v1/session").path("state").asText().equals("stopped"));
        assertEquals(50, get("/api/v1/summary").at("/results/arrivals/due").asInt());
    }

    @Test
    void theWorkersLogIsThereToo() throws Exception {
        log.add("the master's");
        workersLog.add("before the test");
        await().until(() -> get("/api/v1/session").path("workers").asInt() == 1);
        assertEquals(200, post("/api/v1/start", "{\"load\": {\"users\": 1}}").statusCode());
        await().until(() -> get("/api/v1/logs").path("workers").size() == 1);
        for (int i = 0; i < 450; i++) {
            workersLog.add("line " + i);
        }
        await().until(() ->
                get("/api/v1/logs").path("workers").elements().next().size() == 451);
        JsonNode logs = get("/api/v1/logs");
        assertEquals("[\"the master's\"]", logs.path("lines").toString());
        JsonNode lines = logs.path("workers").elements().next();
        assertEquals("before the test", lines.path(0).asText());
        assertEquals("line 449", lines.path(450).asText());
        assertEquals(
                get("/api/v1/workers").path(0).path("id").asText(),
                logs.path("workers").fieldNames().next());
    }

    @Test
    void whoAsksForHttp2IsAnsweredAllTheSame() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/v1/openapi.json", null);
        assertEquals(HttpClient.Version.HTTP_2, http.version());
        assertEquals(200, answer.statusCode());
        assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
    }

    @Test
    void readingChangesNothingAndNothingIsReadWithoutTheToken() throws Exception {
        for (String operation : api.routes().all()) {
            String[] parts = operation.split(" ");
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri(parts[1]))
                            .method(parts[0], HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(401, answer.statusCode(), operation);
            published.check(parts[0], parts[1], answer);
            if (parts[0].equals("POST") && !api.routes().all().contains("GET " + parts[1])) {
                assertEquals(405, send("GET", parts[1], null).statusCode(), operation);
            }
        }
    }

    /** Before, during and after a test. */
    private void everythingIsReadable() throws Exception {
        for (String operation : published.operations()) {
            if (operation.startsWith("GET ")) {
                String path = operation.substring(4);
                published.check("GET", path, send("GET", path, null));
            }
        }
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, null);
        published.check("GET", path, answer);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpResponse<String> answer = send("POST", path, body);
        published.check("POST", path, answer);
        return answer;
    }

    private URI uri(String path) {
        return URI.create("http://" + HOST + ":" + api.port() + path);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + token.reveal())
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
