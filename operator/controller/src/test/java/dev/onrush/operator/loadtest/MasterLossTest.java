package dev.onrush.operator.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterLossTest {
    private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void aMasterMayBeSilentWhileItsPodAndItsWorkersLive() {
        assertEquals(Optional.empty(), MasterLoss.of(List.of(pod(null)), new Job(), T0.plusSeconds(86_400)));
        assertEquals(Optional.empty(), MasterLoss.of(List.of(), workers("Suspended"), T0.plusSeconds(86_400)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Complete", "Failed"})
    void itLingersWhenItsWorkersHaveEndedAndNotForEver(String end) {
        assertEquals(Optional.empty(), MasterLoss.of(List.of(pod(null)), workers(end), T0.plusSeconds(120)));
        assertTrue(MasterLoss.of(List.of(pod(null)), workers(end), T0.plusSeconds(241))
                .orElseThrow()
                .contains("all workers have ended"));
    }

    /** What Kubernetes sets is the end of the grace period. */
    @Test
    void aPodThatOutlivesItsGracePeriodIsOnALostNode() {
        List<Pod> told = List.of(pod(T0.toString()));
        assertEquals(Optional.empty(), MasterLoss.of(told, new Job(), T0.minusSeconds(40)));
        assertEquals(Optional.empty(), MasterLoss.of(told, new Job(), T0.plusSeconds(30)));
        assertTrue(
                MasterLoss.of(told, new Job(), T0.plusSeconds(61)).orElseThrow().contains("node"));
    }

    private static Pod pod(String deletion) {
        return new PodBuilder()
                .withNewMetadata()
                .withDeletionTimestamp(deletion)
                .endMetadata()
                .build();
    }

    private static Job workers(String condition) {
        return new JobBuilder()
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .withLastTransitionTime(T0.toString())
                .endCondition()
                .endStatus()
                .build();
    }
}
