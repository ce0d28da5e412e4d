package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.Results;
import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Pods die while the test runs. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class FaultsIT {
    @Test
    void aKilledWorkerCostsItsShareAndNotTheRun(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("lossy", "20s", ""));
        long before = space.awaitRunning("lossy", 50).results().requests();
        space.kill(space.pods("lossy", "worker").get(0));

        LoadTestStatus status = space.awaitEnd("lossy", Duration.ofMinutes(2));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(1, status.workers().missing());
        assertTrue(status.verdict().contains("untrusted"), status.verdict());
        assertTrue(status.conditions().stream()
                .anyMatch(c -> c.type().equals(Condition.Types.TRUSTWORTHY) && c.status() == Condition.Status.False));

        Results results = status.results();
        assertTrue(results.requests() > before + 100, "the run went on: " + before + " then " + results.requests());
        assertNotNull(results.unaccounted());
        long aborted = results.aborted() == null ? 0 : results.aborted();
        long more = space.servedByShop() - results.requests();
        assertTrue(
                more >= 0 && more <= results.unaccounted() + aborted,
                "the shop served " + more + " more than reported; the bound is " + results.unaccounted()
                        + " and aborted were " + aborted);
    }

    @Test
    void aKilledMasterIsAnErrorThatKeepsTheLastResults(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("headless", "5m", ""));
        LoadTestStatus before = space.awaitRunning("headless", 50);
        Pod master = space.pods("headless", "master").get(0);
        space.kill(master);

        LoadTestStatus status = space.awaitEnd("headless", Duration.ofSeconds(60));
        assertEquals(Phase.Error, status.phase());
        assertTrue(status.results().requests() >= before.results().requests(), () -> status.toString());
        assertEquals(before.jobs(), status.jobs());
        Condition complete = status.conditions().stream()
                .filter(c -> c.type().equals(Condition.Types.COMPLETE))
                .findFirst()
                .orElseThrow();
        assertTrue(complete.message().toLowerCase().contains("master"), complete.message());
        // No load without a master, and no second master.
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> running(space, "headless") == 0);
        assertTrue(space.pods("headless", "master").stream()
                .allMatch(pod ->
                        pod.getMetadata().getUid().equals(master.getMetadata().getUid())));
    }

    @Test
    void anEvictedWorkerReportsEverythingBeforeItGoes(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("drained", "15s", ""));
        space.awaitRunning("drained", 50);
        space.evict(space.pods("drained", "worker").get(0));

        LoadTestStatus status = space.awaitEnd("drained", Duration.ofMinutes(2));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(1, status.workers().missing());
        long aborted = status.results().aborted() == null ? 0 : status.results().aborted();
        long more = space.servedByShop() - status.results().requests();
        assertTrue(more >= 0 && more <= aborted, "the shop served " + more + " more than reported");
    }

    @Test
    void anEvictedMasterIsNoSuccess(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("evicted", "5m", ""));
        LoadTestStatus before = space.awaitRunning("evicted", 50);
        space.evict(space.pods("evicted", "master").get(0));

        LoadTestStatus status = space.awaitEnd("evicted", Duration.ofSeconds(60));
        assertEquals(Phase.Error, status.phase(), space::describe);
        assertTrue(status.results().requests() >= before.results().requests(), () -> status.toString());
    }

    @Test
    void deletingARunningTestStopsItsLoad(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("unwanted", "10m", ""));
        space.awaitRunning("unwanted", 10);
        space.kubectl("delete", "lt", "unwanted", "--timeout=60s");
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> running(space, "unwanted") == 0);
        long served = space.servedByShop();
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> space.servedByShop() == served);
    }

    private static long running(Space space, String loadTest) {
        return space
                .client()
                .pods()
                .inNamespace(space.name())
                .withLabel(Space.LABEL, loadTest)
                .list()
                .getItems()
                .stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase())
                        || "Pending".equals(pod.getStatus().getPhase()))
                .count();
    }
}
