package dev.onrush.runner.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onrush.contract.report.ErrorCount;
import dev.onrush.contract.report.RunSummary;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run measured.
 *
 * @param summary as in the status, with every name and error
 * @param seconds that were measured
 * @param names per request name, the most requested first
 * @param total all of them together; what lost workers may have left without a report counts as requests without an end
 * @param errors all failures, the most frequent first
 * @param start how far apart the workers began; null before they did, and where a master before this one let them
 * @param steady the run without its start-up and its end; null where nothing began
 * @param history the run over time; null where nothing began
 * @param exceptions what the plan's own code threw, the most frequent first; null for a plan without code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        RunSummary summary,
        double seconds,
        List<Name> names,
        Name total,
        List<ErrorCount> errors,
        StartSkew start,
        History.Steady steady,
        List<History.Point> history,
        List<CountedException> exceptions) {
    /** The same with the run's start and course and what the plan's code threw. */
    public Report with(
            StartSkew skew, History.Steady level, List<History.Point> points, List<CountedException> thrown) {
        return new Report(summary, seconds, names, total, errors, skew, level, points, thrown);
    }

    /**
     * One request name.
     *
     * @param requests that got an answer or failed
     * @param unfinished requests that were given up in flight
     * @param contentBytes of the bodies of all answers, as they were sent
     * @param responseTime from when a request was due
     * @param serviceTime from when it was sent
     */
    public record Name(
            String method,
            String name,
            long requests,
            long failures,
            long unfinished,
            long contentBytes,
            Times responseTime,
            Times serviceTime) {}

    /**
     * Durations in nanoseconds.
     *
     * @param minNanos of completed requests, as seen; so are mean and maximum
     * @param percentiles by percentile; null where requests that never ended leave it open
     * @param lowerBounds of the same percentiles: the truth lies between the two
     * @param histogram HdrHistogram's compressed V2 encoding in base64, as seen, so that reports can be merged
     */
    public record Times(
            long minNanos,
            double meanNanos,
            long maxNanos,
            Map<String, Long> percentiles,
            Map<String, Long> lowerBounds,
            String histogram) {}
}
