package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.Condition.Types;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that lose something on the way. */
@ExtendWith(ApiServer.class)
class FaultTest {
    /** More writes than a whole run has. */
    private static final int MAX_WRITES = 40;

    @Test
    void aMasterThatDiesIsAnErrorAndTheLastResultsStay(ApiServer.Server server) throws IOException {
        try (Scenario scenario = running(server)) {
            scenario.kubelet.endMaster(137, "Killed");
            LoadTestStatus status = scenario.await(Phase.Error);
            Condition complete = scenario.condition(Types.COMPLETE);
            assertEquals("MasterLost", complete.reason());
            assertTrue(complete.message().contains("code 137"), complete::message);
            assertEquals("Error", status.verdict());
            assertTrue(status.results().requests() > 0);
            assertEquals(Summaries.START, status.startTime());
            Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.isSuspended("worker"));
        }
    }

    @Test
    void aMastersPodThatVanishesIsAnErrorToo(ApiServer.Server server) throws IOException {
        try (Scenario scenario = running(server)) {
            scenario.kubelet.failJob("shop-master");
            scenario.await(Phase.Error);
            assertEquals("MasterLost", scenario.condition(Types.COMPLETE).reason());
        }
    }

    @Test
    void workersThatAllEndBeforeTheStartEndTheTestAtOnce(ApiServer.Server server) throws IOException {
        try (Scenario scenario = new Scenario(server).start()) {
            scenario.plan(Scenario.PLAN);
            scenario.apply();
            scenario.await(
                    status -> status.phase() == Phase.Starting && scenario.master.calls("/api/v1/summary") > 0,
                    "a master that waits");
            scenario.kubelet.failJob("shop-worker");
            scenario.await(Phase.Error);
            assertEquals("WorkersFailed", scenario.condition(Types.COMPLETE).reason());
        }
    }

    @Test
    void aDeletedJobIsNeverCreatedAgain(ApiServer.Server server) throws IOException {
        for (String role : new String[] {"master", "worker"}) {
            String other = role.equals("master") ? "worker" : "master";
            try (Scenario scenario = running(server)) {
                scenario.client
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(scenario.namespace)
                        .withName("shop-" + role)
                        .withGracePeriod(0)
                        .delete();
                scenario.await(Phase.Error);
                Condition complete = scenario.condition(Types.COMPLETE);
                assertEquals("ChildDeleted", complete.reason());
                assertTrue(complete.message().contains("shop-" + role), complete::message);
                Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.isSuspended(other));
                assertEquals(1, scenario.jobUids.get("shop-" + role).size());
            }
        }
    }

    @Test
    void anOperatorMayDieBetweenAnyTwoWrites(ApiServer.Server server) throws Exception {
        int survived = 0;
        for (int writes = 0; writes < MAX_WRITES; writes++) {
            try (Scenario scenario = new Scenario(server)) {
                scenario.master.passes();
                scenario.plan(Scenario.PLAN);
                Crash crash = scenario.start(writes);
                scenario.apply();
                boolean died = died(crash, scenario);
                scenario.stop();
                scenario.start();
                LoadTestStatus status = scenario.await(Phase.Succeeded);
                assertEquals(1_000L, status.results().requests());
                Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.jobUids.size() == 2);
                assertEquals(
                        Map.of(
                                "shop-master", Set.of(status.jobs().master()),
                                "shop-worker", Set.of(status.jobs().workers())),
                        scenario.jobUids,
                        () -> "Jobs after " + crash.writes());
                if (!died) {
                    assertTrue(survived >= 10, "expected a run of at least ten writes, found " + crash.writes());
                    return;
                }
                survived++;
            }
        }
        throw new AssertionError("a run has more than " + MAX_WRITES + " writes");
    }

    private static boolean died(Crash crash, Scenario scenario) {
        Awaitility.await()
                .atMost(Scenario.PATIENCE)
                .pollInterval(java.time.Duration.ofMillis(20))
                .until(() -> crash.happened() || isDone(scenario));
        return crash.happened();
    }

    private static boolean isDone(Scenario scenario) {
        LoadTestStatus status = scenario.status();
        return status != null && status.phase() == Phase.Succeeded && scenario.master.calls("/api/v1/quit") > 0;
    }

    private static Scenario running(ApiServer.Server server) throws IOException {
        Scenario scenario = new Scenario(server).start();
        scenario.master.says((id, call) -> Summaries.running(id, call, 0));
        scenario.plan(Scenario.PLAN);
        scenario.apply();
        scenario.await(Phase.Running);
        return scenario;
    }
}
