package dev.onrush.contract.threshold;

/** What a threshold looks at. */
public sealed interface Metric {
    /** Durations of requests; the unit is a duration. */
    sealed interface Timed extends Metric {}

    /** Response times, from when a request was due. */
    sealed interface Latency extends Timed {}

    /** @param percentile above 0, at most 100 */
    record Percentile(double percentile) implements Latency {}

    /** The shortest, average or longest response time. */
    enum Extreme implements Latency {
        MIN,
        MEAN,
        MAX
    }

    /**
     * Service times, from when a request was sent.
     *
     * @param statistic the same as of response times
     */
    record Service(Latency statistic) implements Timed {}

    /** Failed requests over all requests; the unit is a share, written as 1% or 0.01. */
    record FailureRatio() implements Metric {}

    /** Completed requests; the unit is a count. */
    record Requests() implements Metric {}

    /** Failed requests; the unit is a count. */
    record Failures() implements Metric {}

    /** Completed requests over the run's length; the unit is requests per second. */
    record RequestsPerSecond() implements Metric {}
}
