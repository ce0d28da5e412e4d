package dev.onrush.operator.loadtest;

import dev.onrush.operator.dependent.Jobs;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells a master that cannot be reached for a while from one that never will be, as when its node is lost: its pod then says for ever
 * that it runs. Only what the API server has counts, so that an operator that starts anew comes to the same end.
 */
final class MasterLoss {
    /** A master ends at most so long after its workers: it waits two minutes to be read, and goes. */
    private static final Duration AFTER_WORKERS = Duration.ofMinutes(4);

    /** A pod that is told to end is gone when its grace period is over, unless nobody is there to end it. */
    private static final Duration AFTER_GRACE = Duration.ofMinutes(1);

    private MasterLoss() {}

    /**
     * Why a master that does not answer is lost; empty while it may yet answer. It does not stay empty: workers end without a master,
     * and where they are lost with it, node or Job tell the pods to end.
     */
    static Optional<String> of(Collection<Pod> master, Job workers, Instant now) {
        if (isOver(Jobs.finished(workers), AFTER_WORKERS, now)) {
            return Optional.of("the master does not answer, and all workers have ended");
        }
        Optional<Instant> gone = master.stream()
                .map(pod -> pod.getMetadata().getDeletionTimestamp())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .findFirst();
        return isOver(gone, AFTER_GRACE, now)
                ? Optional.of("the master does not answer, and its pod does not end though it was told to: "
                        + "its node may be lost")
                : Optional.empty();
    }

    private static boolean isOver(Optional<Instant> since, Duration patience, Instant now) {
        return since.filter(start -> now.isAfter(start.plus(patience))).isPresent();
    }
}
