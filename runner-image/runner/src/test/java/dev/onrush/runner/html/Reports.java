package dev.onrush.runner.html;

import dev.onrush.contract.report.ArrivalResults;
import dev.onrush.contract.report.ErrorCount;
import dev.onrush.contract.report.Latency;
import dev.onrush.contract.report.NamedResults;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.run.Load;
import dev.onrush.runner.report.CountedException;
import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Points;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.StartSkew;
import dev.onrush.runner.stats.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports of runs that never were. */
final class Reports {
    static final RunSummary.Distrust LOST = new RunSummary.Distrust("WorkersLost", "one of two was lost");
    static final ThresholdResult HELD = new ThresholdResult(
            "http.latency.p95 < 5ms", "4.28ms [381us, 4.28ms]", ThresholdResult.Outcome.Passed, true);
    static final ArrivalResults ARRIVALS = new ArrivalResults("100", 1_000L, 990L, 10L, "12us", "1.2ms");

    /** With everything that a report can have. */
    static final Report SHOP = of(summary(RunState.Finished, List.of(HELD), List.of(LOST), results(ARRIVALS)), "/shop");

    private Reports() {}

    /** @param text of whatever a target or a plan may say */
    static Report of(RunSummary summary, String text) {
        return new Report(
                summary,
                2,
                List.of(name("GET", text)),
                name("", "Aggregated"),
                List.of(new ErrorCount(text, text, 2L)),
                new StartSkew(2, 0.5, 1.25, 2),
                new History.Steady(7, 77, 0, 0, 11, Map.of("99", 8.25), false),
                List.of(
                        point(0, 1, Phase.RAMP, 2.5, true),
                        point(1, 1, Phase.STEADY, null, true),
                        point(2, 1, Phase.STEADY, 3.5, true),
                        point(3, 1, Phase.STEADY, 3.5, true),
                        point(4, 1, Phase.STEADY, 1e6, false)),
                List.of(new CountedException(3, text, "Shop.java:3", List.of("worker 0"))));
    }

    static RunSummary summary(
            RunState state, List<ThresholdResult> thresholds, List<RunSummary.Distrust> untrusted, Results results) {
        return new RunSummary(
                "run-1",
                state,
                state == RunState.Error ? "InvalidPlan" : "Finished",
                "the test ran to its end",
                results == null ? null : "2026-09-21T14:13:20Z",
                null,
                "hash",
                new Load(10, "5", "1m", null),
                new WorkerCounts(1, 1, 0),
                untrusted,
                thresholds,
                results);
    }

    static Results results(ArrivalResults arrivals) {
        return new Results(
                1_234L,
                12L,
                "1%",
                "617",
                7,
                0L,
                null,
                arrivals,
                latency("4.28ms"),
                latency("381us"),
                latency("4ms"),
                List.of(new NamedResults("GET", "/shop", 10L, 2L, "20%", latency("4.28ms"))),
                List.of());
    }

    private static Latency latency(String each) {
        return new Latency(each, each, each, each, each, each, each, each);
    }

    static Report.Name name(String method, String name) {
        Map<String, Long> most = new HashMap<>();
        Map<String, Long> least = new HashMap<>();
        for (String percentile : "50 66 75 80 90 95 98 99 99.9 99.99 100".split(" ")) {
            most.put(percentile, percentile.equals("100") ? null : 4_280_000L);
            least.put(percentile, 381_400L);
        }
        Report.Times times = new Report.Times(1, 2, 3, most, least, "");
        return new Report.Name(method, name, 10, 2, 1, 1_205, times, times);
    }

    static History.Point point(long second, long seconds, Phase phase, Double p95Millis, boolean closed) {
        return Points.point(second, seconds, phase, 3, p95Millis, closed);
    }
}
