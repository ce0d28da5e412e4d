package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.onrush.contract.run.Load;
import java.util.List;

/**
 * What a master says about its run: while it runs as {@code GET /api/v1/summary}, at the end also as its pod's termination
 * message. It is all that the LoadTest's status is made of.
 *
 * @param runId the run that this is about
 * @param reason one CamelCase word: why the run ended or could not run
 * @param message the same for a person
 * @param startTime the first user's start, RFC 3339; absent before
 * @param completionTime when the results became final, RFC 3339
 * @param load the users and the spawn rate that the master pursues now; absent where the load has stages,
 *     and where the plan has a load shape, whose numbers nobody asked for
 * @param untrusted why the numbers say little about the target; empty when nothing speaks against them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "runId",
    "state",
    "reason",
    "message",
    "startTime",
    "completionTime",
    "workers",
    "untrusted",
    "planHash",
    "load",
    "thresholds",
    "results"
})
public record RunSummary(
        String runId,
        RunState state,
        String reason,
        String message,
        String startTime,
        String completionTime,
        String planHash,
        Load load,
        WorkerCounts workers,
        List<Distrust> untrusted,
        List<ThresholdResult> thresholds,
        Results results) {

    /** Reasons that the master gives; the operator has more of its own. */
    public static final class Reasons {
        public static final String FINISHED = "Finished";
        public static final String STOPPED = "Stopped";
        public static final String INTERRUPTED = "Interrupted";
        public static final String INVALID_PLAN = "InvalidPlan";
        public static final String INVALID_SPEC = "InvalidSpec";
        public static final String START_DEADLINE_EXCEEDED = "StartDeadlineExceeded";
        public static final String WORKER_LOST = "WorkerLost";
        public static final String ALL_WORKERS_LOST = "AllWorkersLost";
        public static final String LOAD_SHAPE_FAILED = "LoadShapeFailed";

        private Reasons() {}
    }

    /** True when the run finished and every threshold held. */
    public boolean passed() {
        return state == RunState.Finished
                && (thresholds == null
                        || thresholds.stream().allMatch(t -> t.result() == ThresholdResult.Outcome.Passed));
    }

    /**
     * A reason not to trust the numbers.
     *
     * @param reason one CamelCase word, such as {@code WorkersLost} or {@code WorkerCpuSaturated}
     */
    public record Distrust(String reason, String message) {}

    /** This summary with other results and thresholds. */
    public RunSummary with(List<ThresholdResult> otherThresholds, Results otherResults) {
        return new RunSummary(
                runId,
                state,
                reason,
                message,
                startTime,
                completionTime,
                planHash,
                load,
                workers,
                untrusted,
                otherThresholds,
                otherResults);
    }
}
