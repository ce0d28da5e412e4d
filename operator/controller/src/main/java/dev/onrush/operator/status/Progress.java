package dev.onrush.operator.status;

import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.JobReferences;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.operator.api.LoadTest;
import java.time.Instant;
import java.util.Optional;

/** What a status says about how far its run came. */
public record Progress(LoadTestStatus status) {
    public static Progress of(LoadTest test) {
        return new Progress(test.getStatus());
    }

    public Optional<String> runId() {
        return Optional.ofNullable(status).map(LoadTestStatus::runId);
    }

    /** The Jobs on record; the parts are null where a Job is not. */
    public JobReferences jobs() {
        return status == null || status.jobs() == null ? new JobReferences(null, null) : status.jobs();
    }

    /** True when both Jobs are on record: nothing is created any more. */
    public boolean launched() {
        return jobs().master() != null && jobs().workers() != null;
    }

    /** True when the run ended: its status does not change any more. */
    public boolean isOver() {
        return runId().isPresent()
                && condition(Condition.Types.COMPLETE)
                        .filter(c -> c.status() == Condition.Status.True)
                        .isPresent();
    }

    /** True when users were seen. */
    public boolean ran() {
        return status != null && status.startTime() != null;
    }

    /** When the run id was given, with which the wait for workers began; empty when it is over. */
    public Optional<Instant> begun() {
        return condition(Condition.Types.WORKERS_READY)
                .filter(c -> c.status() == Condition.Status.False)
                .map(c -> Instant.parse(c.lastTransitionTime()));
    }

    public Optional<Condition> condition(String type) {
        return status == null || status.conditions() == null
                ? Optional.empty()
                : status.conditions().stream()
                        .filter(c -> c.type().equals(type))
                        .findFirst();
    }
}
