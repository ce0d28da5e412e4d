package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a name's connections go, with a DNS server of the test's own. */
class AddressesTest {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Integer> served = new ConcurrentHashMap<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** A target on each of some addresses, all on one port, whose connections close after each answer. */
    private int targets(String... addresses) {
        int port = 0;
        for (String address : addresses) {
            HttpServer server = vertx.createHttpServer().requestHandler(request -> {
                served.merge(address, 1, Integer::sum);
                request.response().putHeader("Connection", "close").end();
            });
            port = server.listen(port, address).await().actualPort();
            servers.add(server);
        }
        return port;
    }

    private static ClientUnderTest client(String kind, NameServer names, int port) throws Exception {
        return client(kind, names, port, Duration.ofMillis(100));
    }

    private static ClientUnderTest client(String kind, NameServer names, int port, Duration lookUpEvery)
            throws Exception {
        ClientSettings settings = new ClientSettings(OptionalInt.empty(), Tls.DEFAULT, Optional.empty(), lookUpEvery);
        return new ClientUnderTest(asking(names), kind, URI.create("http://shop.example:" + port), settings);
    }

    private static Vertx asking(NameServer names) {
        return Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(new AddressResolverOptions()
                        .addServer(names.address())
                        .setCacheMaxTimeToLive(0)
                        .setOptResourceEnabled(false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void connectionsSpreadOverAllAddressesAndFollowTheName(String kind) throws Exception {
        int port = targets("127.0.0.1", "127.0.0.2", "127.0.0.3");
        try (NameServer names = new NameServer("127.0.0.1", "127.0.0.2");
                ClientUnderTest user = client(kind, names, port)) {
            for (int i = 0; i < 10; i++) {
                assertEquals("200", user.get("/"));
            }
            assertEquals(Map.of("127.0.0.1", 5, "127.0.0.2", 5), served);
            names.change("127.0.0.3");
            // In constant use, as under load.
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                assertEquals("200", user.get("/"));
                return served.containsKey("127.0.0.3");
            });
            served.clear();
            for (int i = 0; i < 5; i++) {
                assertEquals("200", user.get("/"));
            }
            assertEquals(Map.of("127.0.0.3", 5), served);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aNameThatIsGoneKeepsItsAddresses(String kind) throws Exception {
        int port = targets("127.0.0.1");
        try (NameServer names = new NameServer("127.0.0.1");
                ClientUnderTest user = client(kind, names, port)) {
            assertEquals("200", user.get("/"));
            names.change();
            int before = names.questions();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> names.questions() > before + 2);
            assertEquals("200", user.get("/"));
            assertTrue(served.get("127.0.0.1") >= 2);
        }
    }

    /** A test that is applied together with its target may begin before the name is there. */
    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aNameThatComesLaterIsFoundLongBeforeAllAreLookedUpAgain(String kind) throws Exception {
        int port = targets("127.0.0.1");
        try (NameServer names = new NameServer();
                ClientUnderTest user = client(kind, names, port, Duration.ofHours(1))) {
            assertEquals(Failure.UNKNOWN_HOST.text(), user.get("/"));
            names.change("127.0.0.1");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> user.get("/")
                    .equals("200"));
        }
    }

    @Test
    void onlyWhatWasNotFoundIsLookedUpWhenAskedAgain() throws Exception {
        try (NameServer names = new NameServer()) {
            Vertx own = asking(names);
            Hosts hosts = new Hosts(own, Duration.ofHours(1));
            hosts.lookedUp("shop.example").await();
            assertNull(hosts.next("shop.example"));
            names.change("127.0.0.1");
            hosts.lookedUp("shop.example").await();
            assertEquals("127.0.0.1", hosts.next("shop.example").getHostAddress());
            int questions = names.questions();
            hosts.lookedUp("shop.example").await();
            assertEquals(questions, names.questions());
            own.close().await();
        }
    }
}
