package dev.onrush.operator;

import dev.onrush.contract.report.Latency;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.run.Load;
import java.util.List;

/** What a master could say. */
final class Summaries {
    static final String START = "2026-01-01T10:00:00Z";
    static final String END = "2026-01-01T10:01:00Z";

    private Summaries() {}

    static RunSummary starting(String runId, int connected) {
        return new RunSummary(
                runId,
                RunState.Starting,
                null,
                connected + " of 2 workers connected",
                null,
                null,
                null,
                null,
                new WorkerCounts(2, connected, 0),
                List.of(),
                null,
                null);
    }

    static RunSummary running(String runId, long requests, int missing) {
        return new RunSummary(
                runId,
                RunState.Running,
                null,
                "users run",
                START,
                null,
                null,
                null,
                new WorkerCounts(2, 2 - missing, missing),
                List.of(),
                List.of(),
                results(requests));
    }

    static RunSummary invalidPlan(String runId, String message) {
        return new RunSummary(
                runId,
                RunState.Error,
                RunSummary.Reasons.INVALID_PLAN,
                message,
                null,
                END,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }

    static RunSummary pursuing(RunSummary s, Load load) {
        return new RunSummary(
                s.runId(),
                s.state(),
                s.reason(),
                s.message(),
                s.startTime(),
                s.completionTime(),
                s.planHash(),
                load,
                s.workers(),
                s.untrusted(),
                s.thresholds(),
                s.results());
    }

    static RunSummary withWorkers(RunSummary s, int desired) {
        return new RunSummary(
                s.runId(),
                s.state(),
                s.reason(),
                s.message(),
                s.startTime(),
                s.completionTime(),
                s.planHash(),
                s.load(),
                new WorkerCounts(desired, desired, 0),
                s.untrusted(),
                s.thresholds(),
                s.results());
    }

    static RunSummary finished(String runId, long requests, boolean passed) {
        ThresholdResult.Outcome outcome = passed ? ThresholdResult.Outcome.Passed : ThresholdResult.Outcome.Failed;
        return new RunSummary(
                runId,
                RunState.Finished,
                RunSummary.Reasons.FINISHED,
                "the test ran to its end",
                START,
                END,
                null,
                null,
                new WorkerCounts(2, 2, 0),
                List.of(),
                List.of(new ThresholdResult("http.latency.p95 < 500ms", passed ? "12ms" : "900ms", outcome, true)),
                results(requests));
    }

    private static Results results(long requests) {
        Latency latency = new Latency("1ms", "5ms", "4ms", "9ms", "12ms", "20ms", "30ms", "40ms");
        return new Results(requests, 0L, "0%", "100", 10, null, null, null, latency, null, null, List.of(), List.of());
    }
}
