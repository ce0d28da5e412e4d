package dev.onrush.runner.report;

import dev.onrush.contract.quantity.Decimals;
import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.ThresholdResult.Outcome;
import dev.onrush.contract.threshold.Metric;
import dev.onrush.contract.threshold.Threshold;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.Samples;
import java.util.List;

/** Holds a run's thresholds against what was measured. A metric without a sample fails. */
final class ThresholdEvaluator {
    private final RequestNames names;
    private final RunStatistics statistics;
    private final long ranNanos;

    /** @param ranNanos how long users ran, for rates */
    ThresholdEvaluator(RequestNames names, RunStatistics statistics, long ranNanos) {
        this.names = names;
        this.statistics = statistics;
        this.ranNanos = ranNanos;
    }

    List<ThresholdResult> evaluate(List<Threshold> thresholds) {
        return thresholds.stream().map(this::evaluate).toList();
    }

    private ThresholdResult evaluate(Threshold threshold) {
        Samples samples = threshold.name().map(this::named).orElseGet(statistics::total);
        if (samples.requests() == 0) {
            return new ThresholdResult(threshold.expression(), "no sample", Outcome.Failed);
        }
        double observed = observed(threshold.metric(), samples);
        boolean holds = threshold.comparison().holds(observed, threshold.limit());
        return new ThresholdResult(
                threshold.expression(), text(threshold.metric(), observed), holds ? Outcome.Passed : Outcome.Failed);
    }

    /** A name can be requested with several methods. */
    private Samples named(String name) {
        Samples merged = new Samples();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).name().equals(name)) {
                merged.add(statistics.of(i));
            }
        }
        return merged;
    }

    private double observed(Metric metric, Samples samples) {
        return switch (metric) {
            case Metric.Percentile(double percentile) -> samples.percentile(percentile);
            case Metric.Extreme.MIN -> samples.min();
            case Metric.Extreme.MEAN -> samples.mean();
            case Metric.Extreme.MAX -> samples.max();
            case Metric.FailureRatio() -> (double) samples.failures() / samples.requests();
            case Metric.Requests() -> samples.requests();
            case Metric.Failures() -> samples.failures();
            case Metric.RequestsPerSecond() -> ranNanos == 0 ? 0 : samples.requests() * 1e9 / ranNanos;
        };
    }

    private static String text(Metric metric, double observed) {
        return switch (metric) {
            case Metric.Latency _ -> Durations.format(observed);
            case Metric.FailureRatio() -> Decimals.percent(observed);
            case Metric.Requests(), Metric.Failures() -> Long.toString((long) observed);
            case Metric.RequestsPerSecond() -> Decimals.rate(observed);
        };
    }
}
