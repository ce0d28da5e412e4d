package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Tls;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.loop.ClockedTransport;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of the full client, as a server counts them. */
class KeptConnectionsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Set<HttpConnection> opened = ConcurrentHashMap.newKeySet();
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final List<HttpServerRequest> waiting = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private URI target(boolean tls, int together, String connection) {
        SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(tls)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(own.certificate()))
                        .addKeyValue(Buffer.buffer(own.key())));
        int port = vertx.createHttpServer(options)
                .connectionHandler(each -> {
                    opened.add(each);
                    open.add(each);
                    each.closeHandler(_ -> open.remove(each));
                })
                .requestHandler(request -> {
                    waiting.add(request);
                    if (waiting.size() == together) {
                        waiting.forEach(each -> each.response()
                                .putHeader("Connection", connection)
                                .end());
                        waiting.clear();
                    }
                })
                .listen(0, "localhost")
                .await()
                .actualPort();
        return URI.create((tls ? "https" : "http") + "://localhost:" + port);
    }

    private static ClientUnderTest client(URI target, OptionalInt shared) throws Exception {
        return new ClientUnderTest(
                ClockedTransport.newVertx(),
                "full",
                target,
                new ClientSettings(shared, new Tls(true, true), Optional.empty(), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asManyAsRequestsNeedAndNoMoreThanBefore(boolean tls) throws Exception {
        try (ClientUnderTest client = client(target(tls, 20, "keep-alive"), OptionalInt.empty())) {
            for (int round = 0; round < 5; round++) {
                assertEquals(Map.of("200", 20), client.together(20, "/"));
            }
            assertEquals(20, opened.size());
            assertEquals(20, open.size());
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(open::isEmpty);
    }

    /** None that the target closes is used once more, which would be a race that the client lost against itself. */
    @Test
    void whatTheTargetClosesIsNotUsedAgain() throws Exception {
        try (ClientUnderTest client = client(target(false, 10, "close"), OptionalInt.empty())) {
            for (int round = 0; round < 20; round++) {
                assertEquals(Map.of("200", 10), client.together(10, "/"));
            }
            assertEquals(200, opened.size());
        }
    }

    @Test
    void theOneThatWasUsedLastIsUsedFirst() throws Exception {
        URI many = target(false, 8, "keep-alive");
        URI one = target(false, 1, "keep-alive");
        try (ClientUnderTest client = client(many, OptionalInt.empty())) {
            assertEquals(Map.of("200", 8), client.together(8, "/"));
            assertEquals(Map.of("200", 1), client.together(1, one + "/"));
            Set<HttpConnection> before = new HashSet<>(opened);
            assertEquals(9, before.size(), "another origin has its own");
            for (int i = 0; i < 5; i++) {
                assertEquals("200", client.get(one + "/"));
            }
            assertEquals(before, opened);
        }
    }

    /** A way to a target on which nothing passes for a while at first. */
    private URI late(URI target, long millis) {
        NetClient onward = vertx.createNetClient();
        int port = vertx.createNetServer()
                .connectHandler(from -> {
                    from.pause();
                    vertx.setTimer(millis, _ -> onward.connect(target.getPort(), "localhost")
                            .onSuccess(to -> {
                                from.pipeTo(to);
                                to.pipeTo(from);
                            }));
                })
                .listen(0, "localhost")
                .await()
                .actualPort();
        return URI.create(target.getScheme() + "://localhost:" + port);
    }

    @Test
    void aConnectionThatComesTooLateForItsRequestIsForTheNext() throws Exception {
        try (ClientUnderTest client = client(late(target(true, 1, "keep-alive"), 400), OptionalInt.empty())) {
            assertEquals(Failure.TIMEOUT.text(), client.get("/", Duration.ofMillis(100), false));
            // With TLS 1.3 it is the client that is done with shaking hands first.
            Awaitility.await().until(() -> open.size() == 1);
            assertEquals("200", client.get("/"));
            assertEquals(1, opened.size());
        }
    }

    @Test
    void sharedConnectionsAreWaitedFor() throws Exception {
        try (ClientUnderTest client = client(target(false, 1, "keep-alive"), OptionalInt.of(3))) {
            assertEquals(Map.of("200", 30), client.together(30, "/"));
            assertTrue(opened.size() <= 3, "opened " + opened.size());
        }
    }
}
