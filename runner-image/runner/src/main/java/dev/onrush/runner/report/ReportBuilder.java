package dev.onrush.runner.report;

import dev.onrush.contract.quantity.Decimals;
import dev.onrush.contract.report.ErrorCount;
import dev.onrush.contract.report.NamedResults;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Distrust;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.threshold.Threshold;
import dev.onrush.runner.stats.Bounds;
import dev.onrush.runner.stats.Bracket;
import dev.onrush.runner.stats.HdrHistograms;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.Samples;
import dev.onrush.runner.stats.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes down what a master knows at one moment. Used on the master's event loop, or once the run is over. */
public final class ReportBuilder {
    private final Facts facts;
    private final List<Threshold> thresholds;
    private final RequestNames names;
    private final RunStatistics statistics;

    /**
     * What is known of the run besides its samples.
     *
     * @param users as {@link Results#users}
     * @param ranNanos how long users ran
     * @param currentRate requests per second of the last seconds
     * @param arrivals what was due in the open model; null where the load is a number of users
     */
    public record Facts(
            String runId,
            String planHash,
            Load load,
            RunState state,
            String reason,
            String message,
            Instant startTime,
            Instant completionTime,
            WorkerCounts workers,
            List<Distrust> untrusted,
            int users,
            long unaccounted,
            long ranNanos,
            double currentRate,
            Arrivals arrivals) {}

    public ReportBuilder(Facts facts, List<Threshold> thresholds, RequestNames names, RunStatistics statistics) {
        this.facts = facts;
        this.thresholds = thresholds;
        this.names = names;
        this.statistics = statistics;
    }

    /** The summary, with as many names and errors as a status may hold. */
    public RunSummary summary() {
        return summary(Results.MAX_NAMES, Results.MAX_ERRORS);
    }

    /** The same and everything else. */
    public Report report() {
        return new Report(
                summary(names.size(), Integer.MAX_VALUE),
                Math.round(facts.ranNanos() / 1e6) / 1e3,
                byRequests().map(this::name).toList(),
                name("", Statistics.AGGREGATED, statistics.total(), facts.unaccounted()),
                errors(),
                null,
                null,
                null,
                null);
    }

    private RunSummary summary(int mostNames, int mostErrors) {
        boolean began = facts.startTime() != null;
        return new RunSummary(
                facts.runId(),
                facts.state(),
                facts.reason(),
                facts.message(),
                text(facts.startTime()),
                text(facts.completionTime()),
                facts.planHash(),
                facts.load(),
                facts.workers(),
                facts.untrusted(),
                began ? evaluator().evaluate(thresholds) : null,
                began ? results().bounded(mostNames, mostErrors) : null);
    }

    private ThresholdEvaluator evaluator() {
        Doubts doubts = Doubts.of(facts.untrusted(), facts.unaccounted(), facts.arrivals() != null);
        return new ThresholdEvaluator(names, statistics, facts.ranNanos(), doubts);
    }

    private Results results() {
        Samples total = statistics.total();
        double rate = facts.state().isFinal() ? total.requests() * 1e9 / facts.ranNanos() : facts.currentRate();
        boolean lost = facts.unaccounted() > 0;
        Bracket response = total.responseBracket(facts.unaccounted());
        return new Results(
                total.requests(),
                total.failures(),
                Decimals.ratio(total.failures(), total.requests()),
                Decimals.rate(rate),
                facts.users(),
                statistics.totals().aborted(),
                lost ? facts.unaccounted() : null,
                facts.arrivals() == null ? null : Arrivals.results(facts.arrivals(), statistics.totals()),
                Latencies.atMost(response),
                Latencies.atLeast(response),
                Latencies.atMost(total.serviceBracket(facts.unaccounted())),
                byRequests().map(this::named).toList(),
                errors());
    }

    /** The names that were requested, the most requested first. */
    private Stream<Integer> byRequests() {
        return IntStream.range(0, names.size())
                .boxed()
                .filter(i -> statistics.of(i).requests() > 0)
                .sorted(Comparator.comparingLong(i -> -statistics.of(i).requests()));
    }

    private NamedResults named(int i) {
        Samples samples = statistics.of(i);
        return new NamedResults(
                names.get(i).method(),
                names.get(i).name(),
                samples.requests(),
                samples.failures(),
                Decimals.ratio(samples.failures(), samples.requests()),
                Latencies.atMost(samples.responseBracket()));
    }

    private List<ErrorCount> errors() {
        List<ErrorCount> errors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).name();
            statistics.of(i).errors().forEach((error, count) -> errors.add(new ErrorCount(name, error, count)));
        }
        errors.sort(Comparator.comparingLong(error -> -error.count()));
        return errors;
    }

    private Report.Name name(int i) {
        return name(names.get(i).method(), names.get(i).name(), statistics.of(i), 0);
    }

    private static Report.Name name(String method, String name, Samples samples, long unaccounted) {
        return new Report.Name(
                method,
                name,
                samples.requests(),
                samples.failures(),
                samples.unfinished().count(),
                samples.contentBytes(),
                times(samples.response(), samples.responseBracket(unaccounted)),
                times(samples.service(), samples.serviceBracket(unaccounted)));
    }

    private static Report.Times times(Times times, Bracket bracket) {
        Map<String, Long> percentiles = new LinkedHashMap<>();
        Map<String, Long> lowerBounds = new LinkedHashMap<>();
        for (String name : Percentiles.NAMES) {
            Bounds bounds = bracket.percentile(Double.parseDouble(name));
            percentiles.put(name, bounds.isKnown() ? (long) bounds.atMost() : null);
            lowerBounds.put(name, (long) bounds.atLeast());
        }
        return new Report.Times(
                times.min(),
                times.mean(),
                times.max(),
                percentiles,
                lowerBounds,
                Base64.getEncoder().encodeToString(HdrHistograms.compressed(times)));
    }

    private static String text(Instant instant) {
        return Optional.ofNullable(instant).map(Instant::toString).orElse(null);
    }
}
