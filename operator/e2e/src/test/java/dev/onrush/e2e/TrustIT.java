package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A generator that is short of CPU says so, in the status and in an Event. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class TrustIT {
    private static final String RESTLESS = Manifests.PLAN.replace("waitTime: 200ms", "waitTime: 0ms");

    @Test
    void aWorkerAtItsCpuLimitIsNotTrusted(Space space) {
        space.deployShop();
        space.apply(Manifests.loadTest("throttled", "25s", "inline: |\n" + RESTLESS.indent(6), """
                workers:
                  cores: 1
                  resources:
                    requests: {cpu: 100m, memory: 128Mi}
                    limits: {cpu: 200m, memory: 512Mi}
                """));
        // While it runs, so that nobody waits in vain for numbers that will be worth nothing.
        space.await(
                "throttled",
                Duration.ofMinutes(3),
                status -> status.phase() == Phase.Running
                        && status.conditions().stream().anyMatch(TrustIT::isUntrusted));
        LoadTestStatus status = space.awaitEnd("throttled", Duration.ofMinutes(2));
        assertEquals("Passed (untrusted)", status.verdict(), space::describe);
        String message = status.conditions().stream()
                .filter(TrustIT::isUntrusted)
                .findFirst()
                .orElseThrow()
                .message();
        assertTrue(message.contains("CPU limit was used up"), message);
        String events =
                space.kubectl("get", "events", "--field-selector", "involvedObject.name=throttled,type=Warning");
        assertTrue(events.contains("Untrusted"), events);
    }

    private static boolean isUntrusted(Condition condition) {
        return condition.type().equals(Condition.Types.TRUSTWORTHY) && condition.status() == Condition.Status.False;
    }
}
