package dev.onrush.contract.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The Jobs of the run, by UID: one per role, created once and never again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobReferences(
        @JsonPropertyDescription("UID of the master's Job.") String master,
        @JsonPropertyDescription("UID of the workers' Job.") String workers) {}
