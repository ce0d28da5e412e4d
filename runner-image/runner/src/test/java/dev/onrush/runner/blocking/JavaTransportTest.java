package dev.onrush.runner.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.tls.SelfSignedCertificate;
import dev.onrush.runner.code.JavaPlans;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan in Java says of its connections, as a target sees them. */
@Timeout(120)
class JavaTransportTest {
    private static final int USERS = 12;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<HttpVersion> versions = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAST", "FULL"})
    void usersShareAsManyConnectionsAsItSays(String client) throws Exception {
        RunSummary summary =
                run(new HttpServerOptions(), "plan.client(HttpClientKind." + client + ").sharedConnections(3);");
        assertEquals(0, summary.results().failures());
        assertEquals(3, connections.get());
        assertEquals(Set.of(HttpVersion.HTTP_1_1), versions);
    }

    @Test
    void eachUserHasAConnectionOfItsOwnOtherwise() throws Exception {
        run(new HttpServerOptions(), "plan.client(HttpClientKind.FAST);");
        assertEquals(USERS, connections.get());
    }

    @Test
    void requestsGoOverHttp2() throws Exception {
        RunSummary summary = run(new HttpServerOptions(), "plan.http2(50).sharedConnections(1);");
        assertEquals(0, summary.results().failures());
        assertEquals(Set.of(HttpVersion.HTTP_2), versions);
        assertEquals(1, connections.get());
    }

    @Test
    void anyCertificateIsAcceptedWhereItSaysSo() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(own.certificate()))
                        .addKeyValue(Buffer.buffer(own.key())));
        assertEquals(
                0,
                run(options, "plan.tls(Tls.DEFAULT.withoutVerification());")
                        .results()
                        .failures());
        RunSummary verified = run(options, "plan.tls(Tls.DEFAULT.withoutSessionResumption());");
        assertEquals(verified.results().requests(), verified.results().failures());
    }

    private RunSummary run(HttpServerOptions options, String transport) throws Exception {
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(_ -> connections.incrementAndGet())
                .requestHandler(request -> {
                    versions.add(request.version());
                    // Long enough for all users to ask at a time.
                    vertx.setTimer(20, _ -> request.response().end("here"));
                })
                .listen(0, "127.0.0.1")
                .await();
        String url = (options.isSsl() ? "https" : "http") + "://127.0.0.1:" + server.actualPort() + "/";
        try (JavaRun run =
                JavaRun.oneWorker(JavaPlans.shop("""
                public void define(PlanBuilder plan) {
                    %s
                    plan.user("A", HttpUser::new).task("t", user -> user.client().get("%s"));
                }
                """.formatted(transport, url)), USERS, Duration.ofSeconds(1))) {
            RunSummary summary = run.summary();
            assertTrue(
                    summary.results().requests() >= USERS,
                    () -> summary.results().requests() + " requests");
            return summary;
        }
    }
}
