package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a run's end says. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class VerdictIT {
    @Test
    void aThresholdThatDoesNotHoldFailsTheTest(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("slow", "5s", """
                thresholds:
                  - http.latency.p95 < 1us
                  - http.failureRatio < 1%
                """));
        LoadTestStatus status = space.awaitEnd("slow", Duration.ofMinutes(2));
        assertEquals(Phase.Failed, status.phase(), space::describe);
        assertTrue(status.verdict().startsWith("Failed"), status.verdict());
        assertEquals(ThresholdResult.Outcome.Failed, status.thresholds().get(0).result());
        assertEquals(ThresholdResult.Outcome.Passed, status.thresholds().get(1).result());
        space.kubectl("wait", "--for=condition=Complete", "loadtest/slow", "--timeout=5s");
        space.kubectl("wait", "--for=condition=Passed=False", "loadtest/slow", "--timeout=5s");
    }

    @Test
    void usersChangeWhileTheTestRuns(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("changing", "10m", ""));
        space.awaitRunning("changing", 20);
        space.kubectl(
                "patch",
                "lt",
                "changing",
                "--type=merge",
                "-p",
                "{\"spec\":{\"load\":{\"users\":17,\"spawnRate\":10}}}");
        space.await(
                "changing", Duration.ofSeconds(60), status -> status.results().users() == 17);
        space.kubectl("patch", "lt", "changing", "--type=merge", "-p", "{\"spec\":{\"stop\":true}}");
        assertEquals(
                Phase.Succeeded,
                space.awaitEnd("changing", Duration.ofSeconds(60)).phase(),
                space::describe);
    }

    @Test
    void stopEndsTheRunAndKeepsWhatWasMeasured(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("long", "10m", ""));
        space.awaitRunning("long", 20);
        space.kubectl("patch", "lt", "long", "--type=merge", "-p", "{\"spec\":{\"stop\":true}}");
        LoadTestStatus status = space.awaitEnd("long", Duration.ofSeconds(60));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertTrue(status.results().requests() >= 20, () -> status.toString());
    }
}
