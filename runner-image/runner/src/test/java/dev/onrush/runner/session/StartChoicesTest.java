package dev.onrush.runner.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.NamedResults;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.PlanSource;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.sample.SampleTarget;
import dev.onrush.runner.worker.WorkerLife;
import dev.onrush.runner.worker.WorkerOptions;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever starts a run chooses among the plan's classes and sets its options; the next run has neither. */
class StartChoicesTest {
    private static final String HOST = "127.0.0.1";
    private static final String PLAN = """
            import dev.onrush.api.*;
            import java.time.Duration;

            public final class Shop implements Plan {
                private static final Option<Long> ID = Option.number("id", 1, "Which product.");

                @Override
                public void define(PlanBuilder plan) {
                    plan.events().initCommandLineParser(options -> options.add(ID));
                    plan.user("Reader", HttpUser::new)
                            .waitTime(WaitTime.constant(Duration.ofMillis(10)))
                            .task("read", user -> user.client().get("/products/" + user.environment().option(ID)));
                    plan.user("Lister", HttpUser::new)
                            .waitTime(WaitTime.constant(Duration.ofMillis(10)))
                            .task("list", user -> user.client().get("/products"));
                }
            }
            """;

    private final List<Vertx> instances = new ArrayList<>();
    private final SampleTarget target = new SampleTarget(HOST, 0);
    private Session session;

    @BeforeEach
    void open() throws Exception {
        vertx().deployVerticle(target).await();
        PlanFiles files = PlanFiles.of("test", Map.of("Shop.java", PLAN.getBytes(StandardCharsets.UTF_8)), null);
        RunSpec base = new RunSpec(
                new PlanSource(null, "", null),
                "http://" + HOST + ":" + target.port(),
                new Load(4, "100", "1h", null),
                null,
                null,
                null,
                null,
                null);
        Token token = Token.random();
        session = new Session(
                vertx(),
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
        new WorkerLife(
                        vertx(),
                        new WorkerOptions(
                                HOST, session.port(), ClientCredentials.plain(token), files, Duration.ofSeconds(20)))
                .start()
                .await();
        awaitWorker();
    }

    @AfterEach
    void close() {
        instances.forEach(vertx -> vertx.close().await());
    }

    @Test
    void classesAndOptionsAreOfOneRun() throws Exception {
        assertEquals(
                Set.of("/products/2"),
                names(new StartRequest(null, null, null, null, List.of("Reader"), Map.of("id", "2"))));
        awaitWorker();
        assertEquals(Set.of("/products/1", "/products"), names(StartRequest.UNCHANGED));
    }

    @Test
    void whatThePlanDoesNotHaveIsRefusedByName() {
        assertRefused("request: Writer: is none", new StartRequest(null, null, null, null, List.of("Writer"), null));
        assertRefused("options.ids: is no option", new StartRequest(null, null, null, null, null, Map.of("ids", "2")));
        assertRefused(
                "options.id: cannot be \"two\"", new StartRequest(null, null, null, null, null, Map.of("id", "two")));
    }

    private void assertRefused(String message, StartRequest request) {
        InvalidInputException e = assertThrows(
                InvalidInputException.class, () -> session.start(request).await());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private Set<String> names(StartRequest request) throws Exception {
        long before = target.requests();
        session.start(request).await();
        await().atMost(Duration.ofSeconds(30)).until(() -> target.requests() > before + 50);
        var run = session.running().await();
        session.stop("enough").await();
        RunSummary summary = run.finished().await(30, TimeUnit.SECONDS);
        return summary.results().byName().stream().map(NamedResults::name).collect(Collectors.toSet());
    }

    private void awaitWorker() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !session.isBusy().await()
                        && session.workers().await().stream()
                                .anyMatch(worker -> worker.state().equals("ready")));
    }

    private Vertx vertx() {
        Vertx vertx = Vertx.vertx();
        instances.add(vertx);
        return vertx;
    }
}
