package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.http.LoopbackTarget;
import dev.onrush.runner.load.DeclaredUsers;
import dev.onrush.runner.load.LoadEngine;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.WorkerNames;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmUpTest {
    private final Vertx vertx = ClockedTransport.newVertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** A warm-up that only ever met failures would have compiled the wrong path. */
    @ParameterizedTest
    @EnumSource(Client.class)
    void everyRequestOfTheWarmUpSucceeds(Client client) throws Exception {
        Plan plan = WarmUpPlan.of(client);
        LoopbackTarget target = LoopbackTarget.listen(vertx).await();
        LoadEngine engine = new LoadEngine(new DeclaredUsers(plan), target.uri(), 0, () -> {});
        vertx.deployVerticle(engine).await();
        engine.grant(5_000);
        engine.moveTo(WarmUpPlan.users(8), Duration.ZERO).await();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> engine.vitals().await().started() == 5_000);
        engine.stopUsers(Duration.ofSeconds(10)).await();
        WorkerNames names = new WorkerNames(RequestNames.of(plan));
        RunStatistics statistics = new RunStatistics();
        statistics.add(new DeltaReader().read(Payload.of(engine.cut().await()), names), names, 0);
        assertEquals(Map.of(), statistics.total().errors());
        assertEquals(5_000, statistics.total().requests());
    }

    @Test
    void aWarmUpEndsAndLeavesNothingBehind() {
        PlanFiles plan = new PlanFiles(
                "plan.yaml",
                new java.util.TreeMap<>(Map.of(
                        "plan.yaml",
                        "client: fast\nusers: [{name: A, tasks: [{name: t, steps: [get: /]}]}]".getBytes())));
        long begin = System.nanoTime();
        WarmUp.run(vertx, Optional.of(plan)).await();
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(60).toNanos());
        assertEquals(java.util.Set.of(), vertx.deploymentIDs());
    }

    @Test
    void aTrainingIsForAllClientsAndLeavesNothingBehind() {
        WarmUp.train(vertx, Duration.ofMillis(1_500)).await();
        assertEquals(java.util.Set.of(), vertx.deploymentIDs());
    }

    @Test
    void aPlanThatIsWrongIsNotWarmedUpFor() {
        PlanFiles wrong =
                new PlanFiles("plan.yaml", new java.util.TreeMap<>(Map.of("plan.yaml", "users: 5".getBytes())));
        WarmUp.run(vertx, Optional.of(wrong)).await();
    }
}
