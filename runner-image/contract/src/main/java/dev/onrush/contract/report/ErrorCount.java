package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How often one kind of failure happened under one request name. */
public record ErrorCount(
        @JsonPropertyDescription("The request's name in the plan.")
        String name,

        @JsonPropertyDescription("What went wrong.") String error,
        @JsonPropertyDescription("How often.") Long count) {}
