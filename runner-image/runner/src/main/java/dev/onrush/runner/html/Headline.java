package dev.onrush.runner.html;

import dev.onrush.contract.report.ArrivalResults;
import dev.onrush.contract.report.Latency;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.report.StatusText;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** How a run went, at a glance. */
final class Headline {
    private final StringBuilder html = new StringBuilder();

    private Headline() {}

    /** @param seconds that were measured */
    static String of(RunSummary summary, double seconds) {
        Headline headline = new Headline();
        headline.verdict(summary);
        headline.when(summary, seconds);
        headline.doubts(summary);
        if (summary.results() != null) {
            headline.figures(summary, summary.results());
        }
        return headline.html.toString();
    }

    private void verdict(RunSummary summary) {
        String verdict = StatusText.status(summary, Instant.EPOCH).verdict();
        String shown = verdict == null ? summary.state().name() : verdict;
        // The first word is the style's name: Passed, Failed, Undecided, Error, or a state.
        html.append("<p class=\"verdict\">")
                .append(Html.element("strong", shown.replaceFirst(" .*", ""), shown))
                .append(' ')
                .append(Html.text(summary.message()))
                .append("</p>\n");
    }

    private void when(RunSummary summary, double seconds) {
        String from = summary.startTime() == null ? "not started" : summary.startTime();
        String to = summary.completionTime() == null ? "now" : summary.completionTime();
        String measured = String.format(Locale.ROOT, "%.1f s", seconds);
        html.append(Html.element("p", "note", from + " to " + to + ", measured for " + measured))
                .append('\n');
    }

    private void doubts(RunSummary summary) {
        if (summary.untrusted() != null) {
            summary.untrusted().forEach(why -> html.append(
                            Html.element("p", "doubt", "Not to be trusted: " + why.reason() + ": " + why.message()))
                    .append('\n'));
        }
    }

    private void figures(RunSummary summary, Results results) {
        html.append("<dl class=\"figures\">\n");
        figure("Requests", Numbers.count(results.requests()), null);
        figure("Failures", Numbers.count(results.failures()), results.failureRatio());
        figure("Requests/s", results.requestsPerSecond(), null);
        figure("Users", results.users(), "on " + summary.workers().desired() + " workers");
        latency("p50", results, Latency::p50);
        latency("p95", results, Latency::p95);
        latency("p99", results, Latency::p99);
        if (results.arrivals() != null) {
            arrivals(results.arrivals());
        }
        figureIf("Aborted", results.aborted(), "in flight at the end");
        figureIf("Unaccounted", results.unaccounted(), "of lost workers, at most");
        html.append("</dl>\n");
    }

    private void latency(String name, Results results, Function<Latency, String> percentile) {
        if (results.latency() != null && results.latencyLowerBound() != null) {
            String most = percentile.apply(results.latency());
            String least = percentile.apply(results.latencyLowerBound());
            figure(name, most, Objects.equals(most, least) ? null : "≥ " + least);
        }
    }

    private void arrivals(ArrivalResults arrivals) {
        figure(
                "Arrivals",
                Numbers.count(arrivals.started()),
                arrivals.due() == null ? null : "of " + Numbers.count(arrivals.due()) + " due");
        figureIf("Dropped", arrivals.dropped(), "never started");
        if (arrivals.startDelayP99() != null) {
            figure("Start delay p99", arrivals.startDelayP99(), "at most " + arrivals.startDelayMax());
        }
    }

    private void figureIf(String name, Long count, String note) {
        if (count != null && count > 0) {
            figure(name, Numbers.count(count), note);
        }
    }

    private void figure(String name, Object value, String note) {
        html.append("<div>")
                .append(Html.element("dt", null, name))
                .append(Html.element("dd", null, value))
                .append(note == null ? "" : Html.element("dd", "note", note))
                .append("</div>\n");
    }
}
