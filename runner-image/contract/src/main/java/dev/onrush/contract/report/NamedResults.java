package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What was measured under one request name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamedResults(
        @JsonPropertyDescription("The request's method and name in the plan.")
        String method,

        @JsonPropertyDescription("The request's name in the plan.")
        String name,

        @JsonPropertyDescription("Requests that got an answer or failed.")
        Long requests,

        @JsonPropertyDescription("Requests that failed, failed checks included.")
        Long failures,

        @JsonPropertyDescription("Failures over requests.") String failureRatio,
        @JsonPropertyDescription("Response times.") Latency latency) {}
