package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.plan.Request.Method;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the full client does beyond sending a request and reading its answer. */
class WebClientUserTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Set<Object> connections = new HashSet<>();
    private int port;

    @BeforeEach
    void listen() {
        port = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private void answer(HttpServerRequest request) {
        connections.add(request.connection());
        String cookies = request.headers().contains("cookie") ? " with " + request.getHeader("cookie") : "";
        seen.add(request.method() + " " + request.uri() + cookies);
        switch (request.path()) {
            case "/login" ->
                request.response().putHeader("Set-Cookie", "session=1; Path=/").end();
            case "/logout" ->
                request.response()
                        .putHeader("Set-Cookie", "session=1; Path=/; Max-Age=0")
                        .end();
            case "/enter" ->
                request.response()
                        .setStatusCode(303)
                        .putHeader("Set-Cookie", "entered=yes; Path=/")
                        .putHeader("Location", "/next?a=1")
                        .end("x".repeat(2_000_000));
            case "/away" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/next")
                        .end("x".repeat(2_000_000));
            case "/around" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/around")
                        .end();
            case "/nowhere" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "http://127.0.0.1:1/")
                        .end();
            case "/slow" -> vertx.setTimer(300, _ -> request.response().end());
            case "/echo" ->
                request.body().onSuccess(body -> {
                    seen.add(request.getHeader("content-type") + " " + body + " from "
                            + request.headers().getAll("user-agent"));
                    request.response().end();
                });
            default -> request.response().end("here");
        }
    }

    private ClientUnderTest client(String path) throws Exception {
        return new ClientUnderTest("full", URI.create("http://127.0.0.1:" + port + path));
    }

    @Test
    void aCookieIsTheUsersOwn() throws Exception {
        try (ClientUnderTest client = client("")) {
            client.get("/a");
            client.get("/login");
            client.get("/b");
            client.nextUser();
            client.get("/c");
            assertEquals(List.of("GET /a", "GET /login", "GET /b with session=1", "GET /c"), seen);
        }
    }

    @Test
    void aCookieIsForgottenWhenTheTargetSaysSo() throws Exception {
        try (ClientUnderTest client = client("")) {
            client.get("/login");
            client.get("/logout");
            assertEquals("200", client.get("/b"));
            assertEquals(List.of("GET /login", "GET /logout with session=1", "GET /b"), seen);
        }
    }

    @Test
    void aRedirectIsFollowedWithItsCookiesOnTheSameConnectionHoweverMuchItSays() throws Exception {
        try (ClientUnderTest client = client("")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("200", client.get("/away"));
            }
            assertEquals("200", client.outcome(request(Method.POST, "/enter", Map.of(), Buffer.buffer("me"))));
            assertEquals("200", client.get("/away"));
            List<String> all = List.of(
                    "GET /away",
                    "GET /next",
                    "GET /away",
                    "GET /next",
                    "GET /away",
                    "GET /next",
                    "POST /enter",
                    "GET /next?a=1 with entered=yes",
                    "GET /away with entered=yes",
                    "GET /next with entered=yes");
            assertEquals(all, seen);
        }
    }

    @Test
    void redirectsEnd() throws Exception {
        try (ClientUnderTest client = client("")) {
            assertEquals("302", client.get("/around"));
            assertEquals(17, seen.size());
        }
    }

    /** What goes wrong after a redirect is no reason to close the connection that it came on, which others may use by then. */
    @Test
    void aRedirectToNobodyLeavesTheConnection() throws Exception {
        try (ClientUnderTest client = client("")) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Failure.CONNECTION_REFUSED.text(), client.get("/nowhere"));
            }
            assertEquals(1, connections.size());
        }
    }

    @Test
    void aTimeoutClosesTheConnectionAndNoOther() throws Exception {
        try (ClientUnderTest client = client("")) {
            assertEquals("200", client.get("/a"));
            assertEquals(Failure.TIMEOUT.text(), client.get("/slow", Duration.ofMillis(50), false));
            assertEquals("200", client.get("/b"));
            assertEquals("200", client.get("/c"));
            assertEquals(2, connections.size());
        }
    }

    @Test
    void headersAndBodyAreSentAsGiven() throws Exception {
        try (ClientUnderTest client = client("")) {
            Map<String, String> headers = Map.of("Content-Type", "text/plain");
            assertEquals("200", client.outcome(request(Method.POST, "/echo", headers, Buffer.buffer("hello"))));
            assertEquals(
                    "200",
                    client.outcome(request(
                            Method.PUT,
                            "/echo",
                            Map.of("user-agent", "me", "Content-Type", "a/b"),
                            Buffer.buffer(""))));
            assertEquals(List.of("POST /echo", "text/plain hello from [Onrush]", "PUT /echo", "a/b  from [me]"), seen);
        }
    }

    @Test
    void aValueThatHttpDoesNotAllowIsNotSent() throws Exception {
        try (ClientUnderTest client = client("")) {
            assertEquals(
                    Failure.INVALID_HEADER_VALUE.text(),
                    client.outcome(request(Method.GET, "/a", Map.of("X", "a\u000bb"), null)));
            assertEquals("200", client.get("/b"));
            assertEquals(List.of("GET /b"), seen);
            assertEquals(1, connections.size());
        }
    }

    @Test
    void pathsStandBelowTheTargetsOwn() throws Exception {
        try (ClientUnderTest client = client("/shop/")) {
            client.get("/a?b=/../c");
            client.get("/a/./b/../c#d");
            client.get("/a#d");
            client.get("//a");
            client.get("http://127.0.0.1:" + port + "/elsewhere");
            assertEquals(
                    List.of(
                            "GET /shop/a?b=/../c",
                            "GET /shop/a/./b/../c",
                            "GET /shop/a",
                            "GET /shop//a",
                            "GET /elsewhere"),
                    seen);
        }
    }

    private static RenderedRequest request(Method method, String url, Map<String, String> headers, Buffer body) {
        return new RenderedRequest(method, url, headers, body, ClientUnderTest.TIMEOUT, false);
    }
}
