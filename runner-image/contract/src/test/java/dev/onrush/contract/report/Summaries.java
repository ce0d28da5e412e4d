package dev.onrush.contract.report;

import java.util.List;
import java.util.stream.IntStream;

/** Summaries for tests. */
public final class Summaries {
    public static final Latency LATENCY =
            new Latency("1.234ms", "12.34ms", "10.11ms", "20.22ms", "30.33ms", "40.44ms", "50.55ms", "1.234s");

    private Summaries() {}

    public static RunSummary of(RunState state, String reason) {
        return new RunSummary(
                "run-1",
                state,
                reason,
                "message of " + reason,
                "2026-01-01T00:00:00.123Z",
                state.isFinal() ? "2026-01-01T00:10:00.123Z" : null,
                "ab".repeat(32),
                null,
                new WorkerCounts(4, 4, 0),
                List.of(),
                List.of(),
                results(2, "name"));
    }

    /** With an untrusted reason for each text. */
    public static RunSummary untrusted(RunSummary summary, String message, String... distrusts) {
        return new RunSummary(
                summary.runId(),
                summary.state(),
                summary.reason(),
                message,
                summary.startTime(),
                summary.completionTime(),
                summary.planHash(),
                summary.load(),
                summary.workers(),
                List.of(distrusts).stream()
                        .map(text -> new RunSummary.Distrust("WorkerCpuSaturated", text))
                        .toList(),
                summary.thresholds(),
                summary.results());
    }

    public static Results results(int names, String name) {
        return new Results(
                Long.MAX_VALUE,
                12_345_678_901L,
                "0.0000001%",
                "48210",
                10_000_000,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                new ArrivalResults("10000000", Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, "123.4us", "1.234s"),
                LATENCY,
                LATENCY,
                LATENCY,
                IntStream.range(0, names)
                        .mapToObj(i -> new NamedResults("GET", name + i, 1_000L - i, 1L, "0.1%", LATENCY))
                        .toList(),
                IntStream.range(0, names)
                        .mapToObj(i -> new ErrorCount(name + i, "status 500", 1L))
                        .toList());
    }

    public static ThresholdResult threshold(String expression, ThresholdResult.Outcome outcome) {
        return new ThresholdResult(expression, "12.34ms", outcome, outcome != ThresholdResult.Outcome.Undecided);
    }
}
