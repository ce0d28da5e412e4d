package dev.onrush.runner.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What was measured until a moment, as tables, files and pages show it. Times are in milliseconds, as Locust's are.
 *
 * @param at RFC 3339
 * @param users that run
 * @param seconds that were measured
 * @param entries by name, the most requested first
 * @param total all of them together
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statistics(
        String at, int users, double seconds, List<Entry> entries, Entry total, List<Failure> failures) {
    /** The name of all names together, as in Locust's files. */
    public static final String AGGREGATED = "Aggregated";

    /**
     * One name.
     *
     * @param method empty for the total
     * @param averageContentBytes of the answers' bodies
     * @param requestsPerSecond of all the time that was measured; so are failures
     * @param currentRequestsPerSecond of the last seconds; so are failures
     * @param percentiles by percentile, such as {@code 99.9}
     */
    public record Entry(
            String method,
            String name,
            long requests,
            long failures,
            double median,
            double average,
            double min,
            double max,
            double averageContentBytes,
            double requestsPerSecond,
            double failuresPerSecond,
            double currentRequestsPerSecond,
            double currentFailuresPerSecond,
            Map<String, Double> percentiles) {}

    /**
     * Failures of one kind under one name.
     *
     * @param firstSeen RFC 3339, to a second or so; so is the last; absent where there were too many kinds to follow
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            String method, String name, String error, long occurrences, String firstSeen, String lastSeen) {}
}
