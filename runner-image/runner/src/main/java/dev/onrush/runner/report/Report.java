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
 * @param names per request name
 * @param errors all failures, the most frequent first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(RunSummary summary, List<Name> names, List<ErrorCount> errors) {
    /**
     * One request name.
     *
     * @param percentiles response times in nanoseconds by percentile
     * @param histogram HdrHistogram's compressed V2 encoding in base64, in nanoseconds, so that reports can be merged
     */
    public record Name(
            String method,
            String name,
            long requests,
            long failures,
            long minNanos,
            double meanNanos,
            long maxNanos,
            Map<String, Long> percentiles,
            String histogram) {}
}
