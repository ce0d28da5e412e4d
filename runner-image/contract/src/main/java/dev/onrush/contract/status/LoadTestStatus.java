package dev.onrush.contract.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.WorkerCounts;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What a LoadTest's status shows, in a cluster and as {@code onrush run} prints it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "phase",
    "verdict",
    "observedGeneration",
    "runId",
    "planHash",
    "jobs",
    "startTime",
    "completionTime",
    "workers",
    "results",
    "thresholds",
    "conditions"
})
public record LoadTestStatus(
        @JsonPropertyDescription("Pending, Starting, Running, Stopping, Succeeded, Failed or Error.")
        Phase phase,

        @JsonPropertyDescription(
                "The verdict in words: Passed, Failed or Undecided, each maybe with (untrusted), or Error; absent until the run ended.")
        String verdict,

        @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,

        @JsonPropertyDescription("Names the one run of this LoadTest; written before anything is created for it.")
        @Size(max = 64)
        String runId,

        @JsonPropertyDescription("SHA-256 over the plan's files.") @Size(max = 64)
        String planHash,

        @JsonPropertyDescription("The run's Jobs; absent without a cluster.")
        JobReferences jobs,

        @JsonPropertyDescription("When the first user started.")
        String startTime,

        @JsonPropertyDescription("When the results became final.")
        String completionTime,

        @JsonPropertyDescription("Workers of the run.") WorkerCounts workers,

        @JsonPropertyDescription("What was measured, merged from every worker.")
        Results results,

        @JsonPropertyDescription("How the run stands to each threshold.")
        List<ThresholdResult> thresholds,

        @JsonPropertyDescription("Conditions, as the Kubernetes API conventions define them.")
        List<Condition> conditions) {}
