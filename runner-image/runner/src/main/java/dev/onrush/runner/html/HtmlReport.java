package dev.onrush.runner.html;

import dev.onrush.contract.report.ErrorCount;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.runner.report.CountedException;
import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Report;
import java.util.Arrays;
import java.util.List;

/** A run as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
public final class HtmlReport {
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
        return new Table("Thresholds", "texts", List.of("Expression", "Observed", "Result"))
                .rows(thresholds, HtmlReport::threshold)
                .html("");
    }

    private static List<Object> threshold(ThresholdResult threshold) {
        String result = threshold.result().name();
        String doubt = threshold.trustworthy() ? "" : " (not to be trusted)";
        return Arrays.asList(
                threshold.expression(), threshold.observed(), Html.element("span", result, result + doubt));
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
        return new Table("Failures", "texts", List.of("Name", "Error", "Occurrences"))
                .rows(failures, one -> Arrays.asList(one.name(), one.error(), Numbers.count(one.count())))
                .html("");
    }

    private static String exceptions(List<CountedException> exceptions) {
        if (exceptions == null || exceptions.isEmpty()) {
            return "";
        }
        return new Table("Exceptions", "texts", List.of("Count", "Message", "Where", "Nodes"))
                .rows(
                        exceptions,
                        one -> Arrays.asList(
                                Numbers.count(one.count()),
                                one.message(),
                                one.traceback(),
                                String.join(", ", one.nodes())))
                .html("");
    }
}
