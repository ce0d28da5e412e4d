package dev.onrush.contract.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What defines a run: the part of a LoadTest's spec that the runner acts on, under the same names. The operator writes it as JSON
 * beside the plan; on a laptop it is read from the LoadTest's own file. Fields that only the operator needs are ignored.
 *
 * @param target the base URL, such as {@code http://shop.default.svc}
 * @param thresholds each as {@link dev.onrush.contract.threshold.Threshold} reads them
 * @param stopTimeout how long requests in flight may finish after the stop; then they count as aborted
 * @param startDeadline how long the run may wait for its workers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSpec(
        PlanSource plan,
        String target,
        Load load,
        Workers workers,
        List<String> thresholds,
        String stopTimeout,
        String startDeadline,
        LostWorkers lostWorkers) {

    /** The same with another load. */
    public RunSpec with(Load other) {
        return new RunSpec(plan, target, other, workers, thresholds, stopTimeout, startDeadline, lostWorkers);
    }

    /** @param cores the number of worker processes, one core each */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Workers(Integer cores) {}
}
