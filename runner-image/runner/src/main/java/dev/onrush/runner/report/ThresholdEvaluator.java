package dev.onrush.runner.report;

import dev.onrush.contract.quantity.Decimals;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.ThresholdResult.Outcome;
import dev.onrush.contract.threshold.Metric;
import dev.onrush.contract.threshold.Threshold;
import dev.onrush.runner.stats.Bounds;
import dev.onrush.runner.stats.Bracket;
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
        Bounds observed = observed(threshold.metric(), samples);
        return new ThresholdResult(
                threshold.expression(), text(threshold.metric(), observed), outcome(threshold, observed));
    }

    /** Comparisons are monotonic: what holds at both ends holds between them. */
    private static Outcome outcome(Threshold threshold, Bounds observed) {
        boolean least = threshold.comparison().holds(observed.atLeast(), threshold.limit());
        boolean most = threshold.comparison().holds(observed.atMost(), threshold.limit());
        if (least != most) {
            return Outcome.Undecided;
        }
        return least ? Outcome.Passed : Outcome.Failed;
    }

    /** A name can be requested with several methods. */
    private Samples named(String name) {
        return statistics.of(i -> names.get(i).name().equals(name));
    }

    private Bounds observed(Metric metric, Samples samples) {
        return switch (metric) {
            case Metric.Latency statistic -> observed(statistic, samples.responseBracket());
            case Metric.Service(Metric.Latency statistic) -> observed(statistic, samples.serviceBracket());
            case Metric.FailureRatio() -> exactly((double) samples.failures() / samples.requests());
            case Metric.Requests() -> exactly(samples.requests());
            case Metric.Failures() -> exactly(samples.failures());
            case Metric.RequestsPerSecond() -> exactly(ranNanos == 0 ? 0 : samples.requests() * 1e9 / ranNanos);
        };
    }

    private static Bounds observed(Metric.Latency statistic, Bracket bracket) {
        return switch (statistic) {
            case Metric.Percentile(double percentile) -> bracket.percentile(percentile);
            case Metric.Extreme.MIN -> bracket.min();
            case Metric.Extreme.MEAN -> bracket.mean();
            case Metric.Extreme.MAX -> bracket.max();
        };
    }

    private static Bounds exactly(double value) {
        return new Bounds(value, value);
    }

    private static String text(Metric metric, Bounds observed) {
        return switch (metric) {
            case Metric.Timed _ -> Latencies.text(observed);
            case Metric.FailureRatio() -> Decimals.percent(observed.atMost());
            case Metric.Requests(), Metric.Failures() -> Long.toString((long) observed.atMost());
            case Metric.RequestsPerSecond() -> Decimals.rate(observed.atMost());
        };
    }
}
