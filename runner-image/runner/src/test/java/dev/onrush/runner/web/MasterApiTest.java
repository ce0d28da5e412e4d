package dev.onrush.runner.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.api.Role;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.log.LogLines;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.session.Session;
import dev.onrush.runner.session.SessionOptions;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MasterApiTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Token token = Token.random();
    private Master master;
    private final LogLines log = new LogLines();
    private MasterApi api;

    @BeforeEach
    void start() throws Exception {
        open("plan.yaml", "users: [{name: A, tasks: [{name: t, steps: [{get: /}]}]}]");
    }

    private void open(String file, String plan) throws Exception {
        PlanFiles files = PlanFiles.of("test", Map.of(file, plan.getBytes(StandardCharsets.UTF_8)), null);
        RunDefinition definition = new RunDefinition(
                URI.create("http://127.0.0.1:1"),
                new LoadShape.Ramp(1, 1, Duration.ofMinutes(1)),
                2,
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                LostWorkers.Continue);
        Session session = new Session(
                vertx,
                new SessionOptions(
                        files,
                        PlanRuntime.of(files, Role.MASTER),
                        null,
                        ServerCredentials.plain(token),
                        "127.0.0.1",
                        0,
                        MasterOptions.Timing.DEFAULT,
                        Joining.EXACT));
        session.openWithRun("run-1", definition).await();
        master = session.shown().orElseThrow();
        api = new MasterApi(session, log, token, "127.0.0.1", 0);
        vertx.deployVerticle(api).await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void nothingIsSaidWithoutTheToken() throws Exception {
        assertEquals(401, send("GET", "/api/v1/summary", null).statusCode());
        assertEquals(
                401, send("POST", "/api/v1/stop", "Bearer " + "0".repeat(64)).statusCode());
        assertEquals(200, send("GET", "/healthz", null).statusCode());
    }

    @Test
    void theSummarySaysWhereTheRunIs() throws Exception {
        RunSummary summary = new ObjectMapper().readValue(get("/api/v1/summary").body(), RunSummary.class);
        assertEquals("run-1", summary.runId());
        assertEquals(RunState.Starting, summary.state());
        assertEquals(2, summary.workers().desired());
    }

    @Test
    void onlyAPostStops() throws Exception {
        HttpResponse<String> read = get("/api/v1/stop");
        assertEquals(405, read.statusCode());
        assertEquals("POST", read.headers().firstValue("Allow").orElseThrow());
        assertEquals(404, get("/api/v1/stopp").statusCode());
        assertEquals(202, post("/api/v1/stop").statusCode());
        RunSummary summary = master.finished().await(5, TimeUnit.SECONDS);
        assertEquals(RunState.Error, summary.state());
        assertEquals(RunSummary.Reasons.STOPPED, summary.reason());
    }

    @Test
    void aChangeOfTheLoadIsCheckedByField() throws Exception {
        assertEquals(202, post("/api/v1/load", "{\"users\": 5}").statusCode());
        HttpResponse<String> refused = post("/api/v1/load", "{\"users\": -1}");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("load.users"), refused.body());
        assertEquals(400, post("/api/v1/load", "{\"user\": 5}").statusCode());
        assertEquals(400, post("/api/v1/load", "five").statusCode());
        assertEquals(413, post("/api/v1/load", " ".repeat(100_000)).statusCode());
    }

    @Test
    void thePlansOwnLoadShapeIsNeitherToldAsWhatWasAskedForNorOverruled() throws Exception {
        open("Steps.java", """
                import dev.onrush.api.*;
                public final class Steps implements Plan {
                    @Override
                    public void define(PlanBuilder plan) {
                        plan.user("A", User::new).task("t", user -> {});
                        plan.shape(state -> Tick.users(5, 1));
                    }
                }
                """);
        RunSummary summary = new ObjectMapper().readValue(get("/api/v1/summary").body(), RunSummary.class);
        assertNull(summary.load());
        HttpResponse<String> refused = post("/api/v1/load", "{\"users\": 5}");
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("load shape"), refused.body());
    }

    @Test
    void quitIsRefusedBeforeTheEndAndAcceptedAfterIt() throws Exception {
        assertEquals(409, post("/api/v1/quit").statusCode());
        post("/api/v1/stop");
        master.finished().await(5, TimeUnit.SECONDS);
        assertTrue(get("/api/v1/report").body().contains("\"summary\""));
        assertEquals(202, post("/api/v1/quit").statusCode());
        api.quit().await(5, TimeUnit.SECONDS);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "Bearer " + token.reveal());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return post(path, "");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + token.reveal())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }

    private HttpResponse<String> send(String method, String path, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
