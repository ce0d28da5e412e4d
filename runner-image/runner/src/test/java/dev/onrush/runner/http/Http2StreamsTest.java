package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Http2;
import dev.onrush.contract.plan.Tls;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.loop.ClockedTransport;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 of the full client, as a server counts it. */
class Http2StreamsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Map<HttpConnection, Integer> most = new HashMap<>();
    private final Map<HttpConnection, Integer> current = new HashMap<>();
    private final List<HttpServerRequest> waiting = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static ClientSettings settings(int streams, OptionalInt connections) {
        return new ClientSettings(
                connections, new Tls(true, true), Optional.of(new Http2(streams)), Duration.ofSeconds(30));
    }

    private HttpServer server(boolean tls, HttpServerOptions options) {
        SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
        options.setSsl(tls)
                .setUseAlpn(tls)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(own.certificate()))
                        .addKeyValue(Buffer.buffer(own.key())));
        return vertx.createHttpServer(options);
    }

    /** Answers only when so many requests are there at once, so that they must be on as many streams. */
    private int countsStreams(boolean tls, int together, int allowed) {
        HttpServerOptions options =
                new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(allowed));
        return server(tls, options)
                .requestHandler(request -> {
                    assertEquals(HttpVersion.HTTP_2, request.version());
                    int streams = current.merge(request.connection(), 1, Integer::sum);
                    most.merge(request.connection(), streams, Math::max);
                    waiting.add(request);
                    if (waiting.size() == together) {
                        waiting.forEach(each -> {
                            current.merge(each.connection(), -1, Integer::sum);
                            each.response().end();
                        });
                        waiting.clear();
                    }
                })
                .listen(0, "localhost")
                .await()
                .actualPort();
    }

    private static URI uri(boolean tls, int port) {
        return URI.create((tls ? "https" : "http") + "://localhost:" + port);
    }

    @ParameterizedTest
    @CsvSource({"true, 4", "false, 4", "true, 1", "true, 30", "false, 7"})
    void aConnectionHasSoManyStreamsAndNoMore(boolean tls, int streams) throws Exception {
        int users = 20;
        int connections = (users + streams - 1) / streams;
        int port = countsStreams(tls, users, 100);
        try (ClientUnderTest client = new ClientUnderTest(
                ClockedTransport.newVertx(), "full", uri(tls, port), settings(streams, OptionalInt.of(connections)))) {
            for (int round = 0; round < 3; round++) {
                assertEquals(Map.of("200", users), client.together(users, "/"));
            }
            assertEquals(connections, most.size());
            assertEquals(
                    Math.min(users, streams),
                    most.values().stream().max(Integer::compare).orElseThrow());
        }
    }

    @Test
    void anInterimAnswerIsNoAnswer() throws Exception {
        int port = server(false, new HttpServerOptions())
                .requestHandler(request -> request.response().setStatusCode(102).end())
                .listen(0, "localhost")
                .await()
                .actualPort();
        try (ClientUnderTest client = new ClientUnderTest(
                ClockedTransport.newVertx(), "full", uri(false, port), settings(1, OptionalInt.of(1)))) {
            assertEquals(Failure.MALFORMED_STATUS_LINE.text(), client.get("/"));
        }
    }

    @Test
    void aTargetMayAllowFewerStreams() throws Exception {
        int port = countsStreams(true, 6, 2);
        try (ClientUnderTest client = new ClientUnderTest(
                ClockedTransport.newVertx(), "full", uri(true, port), settings(50, OptionalInt.of(3)))) {
            assertEquals(Map.of("200", 6), client.together(6, "/"));
            assertEquals(Set.of(2), Set.copyOf(most.values()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutALimitOfConnectionsNoneHasMoreStreamsEither(boolean tls) throws Exception {
        int port = countsStreams(tls, 20, 100);
        try (ClientUnderTest client = new ClientUnderTest(
                ClockedTransport.newVertx(), "full", uri(tls, port), settings(5, OptionalInt.empty()))) {
            assertEquals(Map.of("200", 20), client.together(20, "/"));
            assertTrue(most.size() >= 4, most::toString);
            assertTrue(most.values().stream().allMatch(streams -> streams <= 5), most::toString);
        }
    }

    @Test
    void whatATargetDoesToAStreamIsNamed() throws Exception {
        int port = server(true, new HttpServerOptions())
                .requestHandler(request -> {
                    switch (request.path()) {
                        case "/reset" -> request.response().reset(2);
                        case "/refused" -> request.response().reset(7);
                        case "/away" -> request.connection().close();
                        case "/cut" -> {
                            request.response().setChunked(true).write("some");
                            vertx.setTimer(50, _ -> request.response().reset(2));
                        }
                        default -> request.response().end();
                    }
                })
                .listen(0, "localhost")
                .await()
                .actualPort();
        for (boolean reused : new boolean[] {false, true}) {
            assertEquals(Failure.STREAM_RESET.text(), one(port, "/reset", reused));
            assertEquals(Failure.STREAM_REFUSED.text(), one(port, "/refused", reused));
            assertEquals(Failure.STREAM_RESET.text(), one(port, "/cut", reused));
            assertEquals(Failure.GOING_AWAY.text(), one(port, "/away", reused));
        }
    }

    private static String one(int port, String path, boolean reused) throws Exception {
        try (ClientUnderTest client = new ClientUnderTest(
                ClockedTransport.newVertx(), "full", uri(true, port), settings(10, OptionalInt.empty()))) {
            if (reused) {
                assertEquals("200", client.get("/"));
            }
            return client.get(path);
        }
    }

    @Test
    void aTargetWithoutHttp2IsNotMeasuredByAnotherVersion() throws Exception {
        int alpn = server(true, new HttpServerOptions().setAlpnVersions(List.of(HttpVersion.HTTP_1_1)))
                .requestHandler(request -> request.response().end())
                .listen(0, "localhost")
                .await()
                .actualPort();
        int none = server(true, new HttpServerOptions())
                .requestHandler(request -> request.response().end())
                .listen(0, "localhost")
                .await()
                .actualPort();
        assertEquals("200", one(none, "/", false));
        assertEquals(Failure.TLS_FAILED.text(), one(alpn, "/", false));
    }
}
