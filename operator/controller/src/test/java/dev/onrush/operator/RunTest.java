package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.Load;
import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that take place. */
@ExtendWith(ApiServer.class)
class RunTest {
    @Test
    void aRunGoesFromYamlToVerdictWithGrowingCounts(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.passes();
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            Counts counts = new Counts();
            try (Watch watch = scenario.resource().watch(counts)) {
                assertNotNull(watch);
                LoadTestStatus status = scenario.await(Phase.Succeeded);

                assertTrue(counts.seen.size() >= 3, () -> "growing counts: " + counts.seen);
                assertEquals("Passed", status.verdict());
                assertEquals(1_000L, status.results().requests());
                assertEquals("12ms", status.results().latency().p95());
                assertEquals(Summaries.START, status.startTime());
                assertEquals(Summaries.END, status.completionTime());
                assertEquals(64, status.planHash().length());
                assertEquals(1L, status.observedGeneration());
            }
            Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.master.calls("/api/v1/quit") > 0);
            String token = scenario.client
                    .secrets()
                    .inNamespace(scenario.namespace)
                    .withName("shop-token")
                    .get()
                    .getData()
                    .get("token");
            assertEquals("Bearer " + new String(Base64.getDecoder().decode(token)), scenario.master.token());
            assertEquals(
                    "{\"report\":true}",
                    scenario.client
                            .configMaps()
                            .inNamespace(scenario.namespace)
                            .withName("shop-report")
                            .get()
                            .getData()
                            .get("report.json"));
            assertEquals(1, scenario.events("Started"));
            assertEquals(1, scenario.events("Completed"));
        }
    }

    @Test
    void aThresholdThatDoesNotHoldFailsTheTest(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.says(
                    (id, call) -> call < 3 ? Summaries.running(id, 10, 0) : Summaries.finished(id, 100, false));
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            assertEquals("Failed", scenario.await(Phase.Failed).verdict());
            Condition passed = scenario.condition(Condition.Types.PASSED);
            assertEquals(Condition.Status.False, passed.status());
            assertTrue(passed.message().contains("observed 900ms"), passed::message);
            assertEquals(
                    Condition.Status.True,
                    scenario.condition(Condition.Types.COMPLETE).status());
            assertEquals(1, scenario.events("Failed"));
        }
    }

    @Test
    void aLostWorkerShowsWhileTheRunGoesOn(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.says((id, call) -> Summaries.running(id, call, 1));
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            LoadTestStatus status = scenario.await(Phase.Running);
            assertEquals(1, status.workers().missing());
            assertEquals(
                    "WorkersMissing",
                    scenario.condition(Condition.Types.WORKERS_READY).reason());
        }
    }

    @Test
    void stopEndsARunThatIsUnderWay(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.says((id, call) -> scenario.master.calls("/api/v1/stop") == 0
                    ? Summaries.running(id, call, 0)
                    : Summaries.finished(id, 77, true));
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(Phase.Running);
            scenario.apply("stop: true");
            LoadTestStatus status = scenario.await(Phase.Succeeded);
            assertEquals(77L, status.results().requests());
            assertEquals(2L, status.observedGeneration());
        }
    }

    @Test
    void aChangeAfterTheEndIsSeenAndChangesNothing(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.passes();
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            LoadTestStatus ended = scenario.await(Phase.Succeeded);
            scenario.apply("stop: true");
            LoadTestStatus seen = scenario.await(status -> status.observedGeneration() == 2, "the change to be seen");
            assertEquals(Phase.Succeeded, seen.phase());
            assertEquals("Passed", seen.verdict());
            assertEquals(ended.results(), seen.results());
            assertEquals(ended.conditions(), seen.conditions());
            assertEquals(1, scenario.events("Completed"));
        }
    }

    @Test
    void anotherNumberOfUsersReachesTheMasterOnce(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.says((id, call) -> Summaries.pursuing(
                    Summaries.running(id, call, 0),
                    new Load(scenario.master.calls("/api/v1/load") == 0 ? 10 : 40, "5", null, null)));
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(Phase.Running);
            assertEquals(0, scenario.master.calls("/api/v1/load"));
            scenario.apply("""
                    plan: {configMap: {name: shop-plan}}
                    target: http://shop.default.svc
                    load: {users: 40, spawnRate: 5, runTime: 1m}
                    workers: {cores: 2}
                    thresholds: ["http.latency.p95 < 500ms"]
                    """, "startDeadline: 5m");
            int polls = scenario.master.calls("/api/v1/summary");
            Awaitility.await()
                    .atMost(Scenario.PATIENCE)
                    .until(() -> scenario.master.calls("/api/v1/summary") > polls + 5);
            assertEquals(1, scenario.master.calls("/api/v1/load"));
        }
    }

    @Test
    void anotherNumberOfCoresReachesTheMasterFirstAndThenTheJob(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            AtomicInteger desired = new AtomicInteger(2);
            scenario.master.says((id, call) -> Summaries.withWorkers(Summaries.running(id, call, 0), desired.get()));
            scenario.master.refuses("/api/v1/workers");
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(Phase.Running);
            assertEquals(0, scenario.master.calls("/api/v1/workers"));

            scenario.applyCores(3);
            Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.master.calls("/api/v1/workers") > 2);
            assertEquals(2, scenario.job("worker").getSpec().getParallelism(), "the master did not agree yet");

            scenario.master.accepts("/api/v1/workers");
            for (int cores : new int[] {3, 1}) {
                scenario.applyCores(cores);
                Awaitility.await().atMost(Scenario.PATIENCE).until(() -> ("{\"cores\":" + cores + "}")
                        .equals(scenario.master.body("/api/v1/workers")));
                desired.set(cores);
                Awaitility.await().atMost(Scenario.PATIENCE).until(() -> {
                    var spec = scenario.job("worker").getSpec();
                    return List.of(spec.getParallelism(), spec.getCompletions(), spec.getMaxFailedIndexes())
                            .equals(List.of(cores, cores, cores));
                });
                scenario.await(status -> status.workers().desired() == cores, cores + " workers in the status");
            }
            assertEquals(1, scenario.jobUids.get("shop-worker").size());
        }
    }

    @Test
    void applyingTheSameFileAgainChangesNothing(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.says((id, call) -> Summaries.running(id, 5, 0));
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(Phase.Running);
            List<String> before = versions(scenario);
            int polls = scenario.master.calls("/api/v1/summary");
            scenario.apply();
            Awaitility.await()
                    .atMost(Scenario.PATIENCE)
                    .until(() -> scenario.master.calls("/api/v1/summary") > polls + 5);
            assertEquals(before, versions(scenario));
        }
    }

    @Test
    void anOperatorThatWasDownFindsWhatTheMasterLeft(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.master.says((id, call) -> Summaries.running(id, 5, 0));
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            String runId = scenario.await(Phase.Running).runId();
            scenario.stop();
            scenario.kubelet.endMaster(
                    0,
                    new String(dev.onrush.contract.report.TerminationMessage.encode(
                            Summaries.finished(runId, 4_711, true))));
            scenario.start();
            LoadTestStatus status = scenario.await(Phase.Succeeded);
            assertEquals(4_711L, status.results().requests());
            assertEquals(runId, status.runId());
            assertNull(scenario.client
                    .configMaps()
                    .inNamespace(scenario.namespace)
                    .withName("shop-report")
                    .get());
        }
    }

    private static List<String> versions(Scenario scenario) {
        var in = scenario.namespace;
        var client = scenario.client;
        return List.of(
                scenario.resource().get().getMetadata().getResourceVersion(),
                scenario.job("master").getMetadata().getResourceVersion(),
                scenario.job("worker").getMetadata().getResourceVersion(),
                client.services()
                        .inNamespace(in)
                        .withName("shop-master")
                        .get()
                        .getMetadata()
                        .getResourceVersion(),
                client.secrets()
                        .inNamespace(in)
                        .withName("shop-token")
                        .get()
                        .getMetadata()
                        .getResourceVersion(),
                client.configMaps()
                        .inNamespace(in)
                        .withName("shop-run")
                        .get()
                        .getMetadata()
                        .getResourceVersion());
    }

    /** Counts of requests that a watch saw before the run was over. */
    private static final class Counts implements Watcher<LoadTest> {
        private final Set<Long> seen = new ConcurrentSkipListSet<>();

        @Override
        public void eventReceived(Action action, LoadTest test) {
            LoadTestStatus status = test.getStatus();
            if (status != null && status.phase() == Phase.Running && status.results() != null) {
                seen.add(status.results().requests());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            // The assertions show what is missing.
        }
    }
}
