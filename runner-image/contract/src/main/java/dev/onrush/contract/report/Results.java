package dev.onrush.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What was measured, merged from every worker: live while the test runs, final afterwards. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Results(
        @JsonPropertyDescription("Requests that got an answer or failed.")
        Long requests,

        @JsonPropertyDescription("Requests that failed, failed checks included.")
        Long failures,

        @JsonPropertyDescription("Failures over requests.") String failureRatio,

        @JsonPropertyDescription(
                "Requests per second: of the last seconds while the test runs, of the whole run afterwards.")
        String requestsPerSecond,

        @JsonPropertyDescription(
                "Virtual users: running now while the test runs, the most that ran at a time afterwards.")
        Integer users,

        @JsonPropertyDescription("Requests still in flight when the stop timeout ran out; they are no failures.")
        Long aborted,

        @JsonPropertyDescription(
                "Upper bound of the requests that lost workers started and never reported; absent when no worker was lost.")
        Long unaccounted,

        @JsonPropertyDescription("How arrivals went; absent where the load is a number of users.")
        ArrivalResults arrivals,

        @JsonPropertyDescription("Response times of all requests, failed ones included.")
        Latency latency,

        @JsonPropertyDescription(
                "The same less the generator's own delays, as far as they are known: the truth lies between the two.")
        Latency latencyLowerBound,

        @JsonPropertyDescription("The same from when a request was sent instead of when it was due.")
        Latency serviceTime,

        @JsonPropertyDescription("The most requested names; the rest is in the report.")
        List<NamedResults> byName,

        @JsonPropertyDescription("The most frequent failures; the rest is in the report.")
        List<ErrorCount> errors) {

    /** The most names and errors that a status holds. */
    public static final int MAX_NAMES = 20;

    public static final int MAX_ERRORS = 10;

    /** The same with fewer names and errors. */
    public Results bounded(int names, int mostErrors) {
        return new Results(
                requests,
                failures,
                failureRatio,
                requestsPerSecond,
                users,
                aborted,
                unaccounted,
                arrivals,
                latency,
                latencyLowerBound,
                serviceTime,
                first(byName, names),
                first(errors, mostErrors));
    }

    private static <T> List<T> first(List<T> list, int most) {
        return list == null || list.isEmpty() || most == 0 ? null : list.subList(0, Math.min(most, list.size()));
    }
}
