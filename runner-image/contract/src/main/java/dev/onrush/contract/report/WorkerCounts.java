package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Workers of a run. */
public record WorkerCounts(
        @JsonPropertyDescription("Workers asked for.") Integer desired,

        @JsonPropertyDescription("Workers connected to the master.")
        Integer connected,

        @JsonPropertyDescription("Workers that were connected and are no longer: silent or lost.")
        Integer missing) {}
