package dev.onrush.runner.html;

import dev.onrush.contract.report.ErrorCount;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.runner.report.CountedException;
import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Report;
import java.util.List;

/** A run as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
public final class HtmlReport {
    private static final int MAX_ROWS = 1_000;

    private HtmlReport() {}

    /** The page, of a run that may still be under way. */
    public static String page(Report report) {
        String run = Html.text(report.summary().runId());
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Onrush: %s</title><style>
                %s</style></head><body>
                <h1>Onrush: run %s</h1>
                """.formatted(run, Html.style(), run)
                + Headline.of(report.summary(), report.seconds())
                + thresholds(report.summary().thresholds())
                + charts(report.history())
                + RequestTables.steady(report.steady())
                + RequestTables.counts(report)
                + RequestTables.responseTimes(report)
                + failures(report.errors())
                + exceptions(report.exceptions())
                + "</body></html>\n";
    }

    private static String thresholds(List<ThresholdResult> thresholds) {
        if (thresholds == null || thresholds.isEmpty()) {
            return "";
        }
        Table table = new Table("Thresholds", "texts", List.of("Expression", "Observed", "Result"));
        thresholds.forEach(threshold -> {
            String result = String.valueOf(threshold.result());
            String doubt = threshold.trustworthy() ? "" : " (not to be trusted)";
            table.row(threshold.expression(), threshold.observed(), Html.element("span", result, result + doubt));
        });
        return table.html("");
    }

    private static String charts(List<History.Point> history) {
        List<History.Point> closed = history == null
                ? List.of()
                : history.stream().filter(History.Point::closed).toList();
        return closed.size() < 2 ? "" : Charts.of(closed);
    }

    private static String failures(List<ErrorCount> failures) {
        if (failures.isEmpty()) {
            return "";
        }
        Table table = new Table("Failures", "texts", List.of("Name", "Error", "Occurrences"));
        failures.stream()
                .limit(MAX_ROWS)
                .forEach(failure -> table.row(failure.name(), failure.error(), Numbers.count(failure.count())));
        return table.html("");
    }

    private static String exceptions(List<CountedException> exceptions) {
        if (exceptions == null || exceptions.isEmpty()) {
            return "";
        }
        Table table = new Table("Exceptions", "texts", List.of("Count", "Message", "Where", "Nodes"));
        exceptions.forEach(
                e -> table.row(Numbers.count(e.count()), e.message(), e.traceback(), String.join(", ", e.nodes())));
        return table.html("");
    }
}
