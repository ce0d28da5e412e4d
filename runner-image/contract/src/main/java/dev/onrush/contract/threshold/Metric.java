package dev.onrush.contract.threshold;

/** What a threshold looks at. */
public sealed interface Metric {
    /** Response times; the unit is a duration. */
    sealed interface Latency extends Metric {}

    /** @param percentile above 0, at most 100 */
    record Percentile(double percentile) implements Latency {}

    /** The shortest, average or longest response time. */
    enum Extreme implements Latency {
        MIN,
        MEAN,
        MAX
    }

    /** Failed requests over all requests; the unit is a share, written as 1% or 0.01. */
    record FailureRatio() implements Metric {}

    /** Completed requests; the unit is a count. */
    record Requests() implements Metric {}

    /** Failed requests; the unit is a count. */
    record Failures() implements Metric {}

    /** Completed requests over the run's length; the unit is requests per second. */
    record RequestsPerSecond() implements Metric {}
}
