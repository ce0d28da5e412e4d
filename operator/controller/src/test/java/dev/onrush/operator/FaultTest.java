package dev.onrush.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.Condition.Types;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.io.IOException;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that lose something on the way. */
@ExtendWith(ApiServer.class)
class FaultTest {
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

    /** Its node is lost: nobody says that its pod ended, but workers end by themselves. */
    @Test
    void aMasterThatAnswersNoMoreIsLostWhenItsWorkersHaveLongEnded(ApiServer.Server server) throws IOException {
        try (Scenario scenario = running(server)) {
            scenario.master.fallsSilent();
            scenario.kubelet.failJob("shop-worker");
            LoadTestStatus status = scenario.await(Phase.Error);
            Condition complete = scenario.condition(Types.COMPLETE);
            assertEquals("MasterLost", complete.reason());
            assertTrue(complete.message().contains("all workers have ended"), complete::message);
            assertTrue(status.results().requests() > 0);
            Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.isSuspended("master"));
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
                scenario.delete(role);
                scenario.await(Phase.Error);
                Condition complete = scenario.condition(Types.COMPLETE);
                assertEquals("ChildDeleted", complete.reason());
                assertTrue(complete.message().contains("shop-" + role), complete::message);
                Awaitility.await().atMost(Scenario.PATIENCE).until(() -> scenario.isSuspended(other));
                assertEquals(1, scenario.jobUids.get("shop-" + role).size());
            }
        }
    }

    /** Whoever deletes a Job in the instant before its UID is on record gets another: the first never made load. */
    @Test
    void aJobThatIsDeletedBeforeItIsOnRecordMadeNoLoad(ApiServer.Server server) throws Exception {
        try (Scenario scenario = new Scenario(server)) {
            scenario.master.passes();
            scenario.plan(Scenario.PLAN);
            // The run id; token, plan, Service; both Jobs.
            Crash crash = scenario.start(6);
            scenario.apply();
            assertTrue(crash.await(Scenario.PATIENCE.toMillis()));
            scenario.stop();
            assertTrue(crash.writes().getLast().endsWith("/jobs"), () -> crash.writes()
                    .toString());
            assertNull(scenario.status().jobs());
            for (String role : new String[] {"master", "worker"}) {
                assertTrue(scenario.isSuspended(role));
                scenario.delete(role);
            }
            scenario.start();
            LoadTestStatus status = scenario.await(Phase.Succeeded);
            assertEquals(2, scenario.jobUids.get("shop-master").size());
            assertEquals(2, scenario.jobUids.get("shop-worker").size());
            assertEquals(
                    Set.of(status.jobs().master(), status.jobs().workers()),
                    scenario.kubelet.startedJobs(),
                    "only Jobs on record ever had a pod");
        }
    }

    @Test
    void aMasterThatSomebodySuspendsIsAnErrorAndNeverStartsAgain(ApiServer.Server server) throws IOException {
        try (Scenario scenario = running(server)) {
            scenario.suspend("master", true);
            scenario.await(Phase.Error);
            Condition complete = scenario.condition(Types.COMPLETE);
            assertEquals("MasterLost", complete.reason());
            assertTrue(complete.message().contains("suspended"), complete::message);
            scenario.suspend("master", false);
            Awaitility.await()
                    .atMost(Scenario.PATIENCE)
                    .until(() -> scenario.isSuspended("master") && scenario.isSuspended("worker"));
        }
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
