package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Plan;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.http.Failure;
import dev.onrush.runner.http.NameServer;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.sample.SampleTarget;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.WorkerNames;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Declared users against the sample target: what the engine counts is what the target answered. */
class DeclaredUsersTest {
    private static final String USERS = """
            timeout: 20s
            headers: {X-User: "${user}"}
            users:
              - name: Buyer
                waitTime: {between: [0ms, 10ms]}
                onStart:
                  - post: /login
                    json: {user: "customer-${user}"}
                    checks: {status: 200}
                    extract: {token: /token}
                tasks:
                  - name: buy
                    steps:
                      - get: /products/${random(1,100)}
                        name: product
                        checks: {status: 200, jsonExists: /price, headers: {content-type: application/json}}
                        extract: {price: /price}
                      - pause: 1ms
                      - post: /cart
                        headers: {Authorization: "Bearer ${token}"}
                        json: {product: 1, price: "${price}", id: "${uuid}"}
                        checks: {status: 201, json: {/accepted: true}}
              - name: Walker
                tasks:
                  - name: look
                    steps:
                      - get: /products?page=${iteration}
                        name: products
                      - head: /missing
                        checks: {status: 404}
            """;

    private final Vertx vertx = ClockedTransport.newVertx();
    private final SampleTarget target = new SampleTarget("127.0.0.1", 0);

    @BeforeEach
    void start() {
        vertx.deployVerticle(target).await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private LoadEngine engine(Plan plan) {
        LoadEngine engine =
                new LoadEngine(new DeclaredUsers(plan), URI.create("http://127.0.0.1:" + target.port()), 0, () -> {});
        vertx.deployVerticle(engine).await();
        return engine;
    }

    private static RunStatistics cut(LoadEngine engine, Plan plan) throws Exception {
        WorkerNames worker = new WorkerNames(RequestNames.of(plan));
        RunStatistics statistics = new RunStatistics();
        statistics.add(new DeltaReader().read(Payload.of(engine.cut().await()), worker), worker, 0);
        return statistics;
    }

    @ParameterizedTest
    @ValueSource(strings = {"client: fast", "client: fast\nsharedConnections: 2", "client: full"})
    void everyRequestIsCountedOnceAndSucceeds(String client) throws Exception {
        Plan plan = Plans.read(client + "\n" + USERS);
        LoadEngine engine = engine(plan);
        engine.grant(1_000_000);
        engine.moveTo(Map.of("Buyer", 5, "Walker", 2), Duration.ofMillis(100)).await();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> target.requests() > 300);
        engine.stopUsers(Duration.ofSeconds(20)).await();
        RunStatistics delta = cut(engine, plan);
        assertEquals(Map.of(), delta.total().errors());
        assertEquals(target.requests(), delta.total().requests());
        assertEquals(0, delta.aborted());
        assertEquals(engine.vitals().await().started(), delta.total().requests());
        for (int name = 0; name < RequestNames.of(plan).size(); name++) {
            assertTrue(delta.of(name).requests() > 0, "each of the plan's requests was sent");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void noMoreStartThanWasGranted(String client) throws Exception {
        Plan plan = Plans.read("client: " + client + "\n" + USERS);
        LoadEngine engine = engine(plan);
        engine.grant(40);
        engine.moveTo(Map.of("Walker", 5), Duration.ZERO).await();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> target.requests() == 40);
        engine.stopUsers(Duration.ofSeconds(20)).await();
        engine.grant(80);
        assertEquals(40, engine.vitals().await().started());
        assertEquals(40, cut(engine, plan).total().requests());
        assertEquals(40, target.requests());
    }

    /** A class that waits for nothing and whose requests fail at once must leave the loop some room. */
    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void usersThatNeverReachTheTargetDoNotBlockTheLoop(String client) throws Exception {
        Plan plan = Plans.read("client: " + client + """

                users:
                  - name: Lost
                    tasks: [{name: t, steps: [{get: "http://127.0.0.1:1/"}, {get: "/${x}", extract: {x: /x}}]}]
                  - name: Idle
                    tasks: [{name: t, steps: [pause: 0s]}]
                """);
        LoadEngine engine = engine(plan);
        engine.grant(1_000_000);
        engine.moveTo(Map.of("Lost", 3, "Idle", 1), Duration.ZERO).await();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> engine.vitals().await().started() > 50);
        engine.stopUsers(Duration.ofSeconds(20)).await();
        RunStatistics delta = cut(engine, plan);
        assertEquals(engine.vitals().await().started(), delta.total().requests());
        assertEquals(delta.total().requests(), delta.total().failures());
        assertEquals(
                Map.of("variable x was not extracted", delta.of(1).requests()),
                delta.of(1).errors());
    }

    @Test
    void requestsInFlightWhenTheTimeIsUpAreAborted() throws Exception {
        Plan plan = Plans.read("""
                client: fast
                users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]
                """);
        try (java.net.ServerSocket silent = new java.net.ServerSocket(0)) {
            LoadEngine engine = new LoadEngine(
                    new DeclaredUsers(plan), URI.create("http://127.0.0.1:" + silent.getLocalPort()), 0, () -> {});
            vertx.deployVerticle(engine).await();
            engine.grant(1_000);
            engine.moveTo(Map.of("A", 7), Duration.ZERO).await();
            Awaitility.await().until(() -> engine.vitals().await().started() == 7);
            engine.stopUsers(Duration.ofMillis(50)).await();
            RunStatistics delta = cut(engine, plan);
            assertEquals(7, delta.aborted());
            assertEquals(0, delta.total().requests());
            assertEquals(7, delta.of(0).unfinished().count());
        }
    }

    /** A user that waits for its start until the test grants it, by which time so much of the timeout is over. */
    private LoadEngine heldBack(Plan plan, URI uri, int users, Duration over) {
        LoadEngine engine = new LoadEngine(new DeclaredUsers(plan), uri, 0, () -> {});
        vertx.deployVerticle(engine).await();
        engine.moveTo(Map.of("A", users), Duration.ZERO).await();
        Awaitility.await().until(() -> engine.vitals().await().users() == users);
        long now = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - now > over.toNanos());
        engine.grant(users);
        return engine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aRequestThatCannotBeSentWithinItsTimeoutIsNotSent(String client) throws Exception {
        Plan plan = Plans.read("client: " + client + """

                timeout: 100ms
                users: [{name: A, tasks: [{name: t, steps: [get: /products]}]}]
                """);
        URI uri = URI.create("http://127.0.0.1:" + target.port());
        LoadEngine engine = heldBack(plan, uri, 3, Duration.ofMillis(150));
        engine.stopUsers(Duration.ofSeconds(20)).await();
        RunStatistics delta = cut(engine, plan);
        assertEquals(Map.of(Failure.TIMEOUT.text(), 3L), delta.total().errors());
        assertEquals(3, delta.total().requests());
        assertEquals(0, delta.aborted());
        assertEquals(0, target.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void theTimeoutCountsFromWhenARequestIsWanted(String client) throws Exception {
        Plan plan = Plans.read("client: " + client + """

                timeout: 1s
                users: [{name: A, tasks: [{name: t, steps: [get: /]}]}]
                """);
        int slow = vertx.createHttpServer()
                .requestHandler(
                        request -> vertx.setTimer(600, _ -> request.response().end()))
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        LoadEngine engine = heldBack(plan, URI.create("http://127.0.0.1:" + slow), 1, Duration.ofMillis(600));
        engine.stopUsers(Duration.ofSeconds(20)).await();
        assertEquals(
                Map.of(Failure.TIMEOUT.text(), 1L), cut(engine, plan).total().errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void aNameThatWasNotThereAtTheStartIsLookedUpBeforeTheRun(String client) throws Exception {
        Plan plan = Plans.read("client: " + client + """

                users: [{name: A, tasks: [{name: t, steps: [get: /products]}]}]
                """);
        try (NameServer names = new NameServer()) {
            Vertx own = Vertx.vertx(new VertxOptions()
                    .setAddressResolverOptions(new AddressResolverOptions()
                            .addServer(names.address())
                            .setOptResourceEnabled(false)));
            LoadEngine engine = new LoadEngine(
                    new DeclaredUsers(plan), URI.create("http://shop.example:" + target.port()), 0, () -> {});
            own.deployVerticle(engine).await();
            names.change("127.0.0.1");
            engine.lookUpAgain().await();
            engine.grant(20);
            engine.moveTo(Map.of("A", 2), Duration.ZERO).await();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> engine.vitals().await().started() == 20);
            engine.stopUsers(Duration.ofSeconds(20)).await();
            assertEquals(Map.of(), cut(engine, plan).total().errors());
            own.close().await();
        }
    }
}
