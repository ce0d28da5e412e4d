package dev.onrush.contract.threshold;

import java.util.Optional;

/**
 * A condition that a run must meet to pass. The grammar, in EBNF:
 *
 * <pre>
 * threshold  = metric [ selector ] comparison limit
 * metric     = ( "http.latency." | "http.service." ) statistic | "http.failureRatio" | "http.requests" | "http.failures" | "http.requestsPerSecond"
 * statistic  = "min" | "mean" | "max" | "p999" | "p" number        (number: above 0, at most 100; p999 is p99.9)
 * selector   = "{name=" text "}"                                  (the request's name as the plan gives it; up to the last brace)
 * comparison = "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * limit      = duration | number "%" | number                     (whichever the metric is measured in)
 * </pre>
 *
 * @param expression as it was written
 * @param name the request's name, or empty for all requests together
 * @param limit nanoseconds, a share from 0 to 1, a count, or requests per second
 */
public record Threshold(String expression, Metric metric, Optional<String> name, Comparison comparison, double limit) {
    /** The longest expression, in characters. */
    public static final int MAX_LENGTH = 256;

    /** Reads an expression such as {@code http.latency.p95{name=/checkout} < 500ms}. */
    public static Threshold parse(String expression) throws InvalidThresholdException {
        return ThresholdParser.parse(expression);
    }
}
