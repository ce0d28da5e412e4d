package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Plan;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.http.Failure;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.Samples;
import dev.onrush.runner.stats.WorkerNames;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken answers by the ten thousand: each is a failure of its own request, and every request that was started is accounted for. */
class HostileTargetTest {
    /** More with {@code -Donrush.hostile.answers=1000000}. */
    private static final int ANSWERS = Integer.getInteger("onrush.hostile.answers", 100_000);

    private static final Set<String> KINDS =
            Arrays.stream(Failure.values()).map(Failure::text).collect(Collectors.toSet());

    @ParameterizedTest
    @ValueSource(strings = {"fast", "full"})
    void noAnswerBreaksTheWorkerOrItsCounts(String client) throws Exception {
        // The full client takes several times as long for each.
        int answers = client.equals("full") ? ANSWERS / 5 : ANSWERS;
        Plan plan = Plans.read("client: " + client + "\n" + """
                timeout: 30s
                users:
                  - name: Careless
                    tasks: [{name: t, steps: [{get: /any}]}]
                  - name: Careful
                    tasks: [{name: t, steps: [{get: /checked, checks: {json: {/a: 12}, headers: {X: y}}, extract: {a: /a}}]}]
                """);
        Vertx vertx = ClockedTransport.newVertx();
        try {
            HostileTarget target = new HostileTarget(vertx);
            URI uri = URI.create("http://127.0.0.1:" + target.listen());
            LoadEngine engine = new LoadEngine(new DeclaredUsers(plan), uri, 0, () -> {});
            vertx.deployVerticle(engine).await();
            engine.grant(100L * answers);
            engine.moveTo(Map.of("Careless", 30, "Careful", 30), Duration.ZERO).await();
            Awaitility.await().atMost(Duration.ofMinutes(9)).until(() -> target.requests() >= answers);
            engine.stopUsers(Duration.ofSeconds(10)).await();

            WorkerNames names = new WorkerNames(RequestNames.of(plan));
            RunStatistics statistics = new RunStatistics();
            statistics.add(new DeltaReader().read(Payload.of(engine.cut().await()), names), names, 0);
            long started = engine.vitals().await().started();
            assertEquals(started, statistics.total().requests() + statistics.aborted());
            assertTrue(target.requests() <= started, target.requests() + " arrived of " + started);
            Samples careless = statistics.of(0);
            Samples careful = statistics.of(1);
            assertTrue(
                    careless.failures() > careless.requests() / 2,
                    careless.errors().toString());
            assertTrue(
                    careless.failures() < careless.requests(), careless.errors().toString());
            assertTrue(careless.errors().size() > 8, careless.errors().toString());
            assertEquals(careful.requests(), careful.failures(), "no answer has it all");
            assertEquals(Set.of(), others(careless.errors().keySet()));
            assertEquals(Set.of(), others(careful.errors().keySet()));
        } finally {
            vertx.close().await();
        }
    }

    /** Errors that are none of the fixed ones. */
    private static Set<String> others(Set<String> errors) {
        return errors.stream()
                .filter(error -> error.equals(Failure.UNEXPECTED.text())
                        || !KINDS.contains(error)
                                && !error.matches("status [0-9]{3}|check: .*|extract a: nothing at /a"))
                .collect(Collectors.toSet());
    }
}
