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
import java.util.function.DoubleFunction;

/** Holds a run's thresholds against what was measured. A metric without a sample fails. */
final class ThresholdEvaluator {
    private final RequestNames names;
    private final RunStatistics statistics;
    private final long ranNanos;
    private final Doubts doubts;

    /** @param ranNanos how long users ran, for rates */
    ThresholdEvaluator(RequestNames names, RunStatistics statistics, long ranNanos, Doubts doubts) {
        this.names = names;
        this.statistics = statistics;
        this.ranNanos = ranNanos;
        this.doubts = doubts;
    }

    List<ThresholdResult> evaluate(List<Threshold> thresholds) {
        return thresholds.stream().map(this::evaluate).toList();
    }

    private ThresholdResult evaluate(Threshold threshold) {
        Samples samples = threshold.name().map(this::named).orElseGet(statistics::total);
        if (samples.requests() == 0) {
            return new ThresholdResult(threshold.expression(), "no sample", Outcome.Failed, !doubts.smallerLoad());
        }
        Bounds observed = observed(threshold.metric(), samples);
        Outcome outcome = outcome(threshold, observed);
        return new ThresholdResult(
                threshold.expression(),
                text(threshold.metric(), observed),
                outcome,
                outcome != Outcome.Undecided && (!doubts.smallerLoad() || standsWithMoreLoad(threshold, outcome)));
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

    /** More load makes a target answer more often, more slowly and with more failures, if anything: no metric here becomes smaller. */
    private static boolean standsWithMoreLoad(Threshold threshold, Outcome outcome) {
        return switch (threshold.comparison()) {
            case LESS, LESS_OR_EQUAL -> outcome == Outcome.Failed;
            case GREATER, GREATER_OR_EQUAL -> outcome == Outcome.Passed;
        };
    }

    /** A name can be requested with several methods. */
    private Samples named(String name) {
        return statistics.of(i -> names.get(i).name().equals(name));
    }

    private Bounds observed(Metric metric, Samples samples) {
        double requests = samples.requests();
        double failures = samples.failures();
        double unknown = doubts.unaccounted();
        return switch (metric) {
            case Metric.Latency statistic -> observed(statistic, samples.responseBracket(doubts.unaccounted()));
            case Metric.Service(Metric.Latency statistic) ->
                observed(statistic, samples.serviceBracket(doubts.unaccounted()));
            case Metric.FailureRatio() ->
                new Bounds(failures / (requests + unknown), (failures + unknown) / (requests + unknown));
            case Metric.Requests() -> new Bounds(requests, requests + unknown);
            case Metric.Failures() -> new Bounds(failures, failures + unknown);
            case Metric.RequestsPerSecond() -> new Bounds(perSecond(requests), perSecond(requests + unknown));
        };
    }

    private double perSecond(double requests) {
        return ranNanos == 0 ? 0 : requests * 1e9 / ranNanos;
    }

    private static Bounds observed(Metric.Latency statistic, Bracket bracket) {
        return switch (statistic) {
            case Metric.Percentile(double percentile) -> bracket.percentile(percentile);
            case Metric.Extreme.MIN -> bracket.min();
            case Metric.Extreme.MEAN -> bracket.mean();
            case Metric.Extreme.MAX -> bracket.max();
        };
    }

    private static String text(Metric metric, Bounds observed) {
        return switch (metric) {
            case Metric.Timed _ -> Latencies.text(observed);
            case Metric.FailureRatio() -> text(observed, Decimals::percent);
            case Metric.Requests(), Metric.Failures() -> text(observed, count -> Long.toString((long) count));
            case Metric.RequestsPerSecond() -> text(observed, Decimals::rate);
        };
    }

    private static String text(Bounds observed, DoubleFunction<String> format) {
        String least = format.apply(observed.atLeast());
        String most = format.apply(observed.atMost());
        return least.equals(most) ? most : "[" + least + ", " + most + "]";
    }
}
