package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The number of workers changes while the test runs. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class ScalingIT {
    @Test
    void workersJoinAndLeaveWithoutALossAndUsersMoveAlong(Space space) {
        space.deployShop();
        // With Fail a worker that left unasked would end the test.
        space.apply(Manifests.loadTest("scaled", "10m", "lostWorkers: Fail\n"));
        space.awaitRunning("scaled", 50);

        scale(space, 3);
        Set<String> three = running(space);
        assertEquals(3, three.size(), space::describe);

        scale(space, 1);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> running(space)
                .equals(Set.of("0")));
        space.await("scaled", Duration.ofSeconds(60), status -> status.results().users() == 10);

        space.kubectl("patch", "lt", "scaled", "--type=merge", "-p", "{\"spec\":{\"stop\":true}}");
        LoadTestStatus status = space.awaitEnd("scaled", Duration.ofSeconds(60));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(new WorkerCounts(1, 1, 0), status.workers());
        long aborted = status.results().aborted() == null ? 0 : status.results().aborted();
        long more = space.servedByShop() - status.results().requests();
        assertTrue(more >= 0 && more <= aborted, "the shop served " + more + " more than reported");
    }

    private static void scale(Space space, int cores) {
        space.kubectl(
                "patch", "lt", "scaled", "--type=merge", "-p", "{\"spec\":{\"workers\":{\"cores\":" + cores + "}}}");
        space.await(
                "scaled", Duration.ofSeconds(90), status -> new WorkerCounts(cores, cores, 0).equals(status.workers()));
    }

    /** The indexes of the workers' pods that run. */
    private static Set<String> running(Space space) {
        List<Pod> pods = space.pods("scaled", "worker");
        return pods.stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getLabels().get("batch.kubernetes.io/job-completion-index"))
                .collect(Collectors.toSet());
    }
}
