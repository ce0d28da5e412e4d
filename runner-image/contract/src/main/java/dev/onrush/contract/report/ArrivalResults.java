package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How arrivals of the open model went. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArrivalResults(
        @JsonPropertyDescription("Iterations per second that are wanted now; of the whole run afterwards.")
        String rate,

        @JsonPropertyDescription("Arrivals that were due so far; absent where they are random.")
        Long due,

        @JsonPropertyDescription("Arrivals that started.") Long started,

        @JsonPropertyDescription(
                "Arrivals that waited too long for a user, or still waited at the end: they never started.")
        Long dropped,

        @JsonPropertyDescription("How late the generator itself started 99 % of them at most.")
        String startDelayP99,

        @JsonPropertyDescription("How late the generator itself started one of them at most.")
        String startDelayMax) {}
