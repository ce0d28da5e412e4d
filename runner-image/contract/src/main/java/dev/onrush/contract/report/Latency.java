package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Response times as durations such as {@code 12.3ms}; absent where there is no sample. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Latency(
        String min, String mean, String p50, String p90, String p95, String p99, String p999, String max) {}
