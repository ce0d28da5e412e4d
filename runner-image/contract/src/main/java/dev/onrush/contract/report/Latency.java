package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * Durations of requests such as {@code 12.3ms}; absent where there is no sample, {@code unknown} where requests that never ended leave
 * it open.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Latency(
        @JsonPropertyDescription("The shortest.") String min,
        @JsonPropertyDescription("The arithmetic mean.") String mean,

        @JsonPropertyDescription("Half took at most this long.")
        String p50,

        @JsonPropertyDescription("90 % took at most this long.")
        String p90,

        @JsonPropertyDescription("95 % took at most this long.")
        String p95,

        @JsonPropertyDescription("99 % took at most this long.")
        String p99,

        @JsonPropertyDescription("99.9 % took at most this long.")
        String p999,

        @JsonPropertyDescription("The longest.") String max) {}
