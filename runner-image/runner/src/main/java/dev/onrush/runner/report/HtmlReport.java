package dev.onrush.runner.report;

import dev.onrush.contract.report.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A run as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
public final class HtmlReport {
    private static final int MAX_ROWS = 1_000;
    private static final List<String> PERCENTILES =
            List.of("50", "66", "75", "80", "90", "95", "98", "99", "99.9", "100");
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin-bottom:1rem;display:block;overflow-x:auto}
            th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid #8884;white-space:nowrap}
            th:nth-child(-n+2),td:nth-child(-n+2),.left td,.left th{text-align:left}
            .left td{white-space:normal;overflow-wrap:anywhere}
            tr:last-child td{font-weight:600}.left tr:last-child td{font-weight:inherit}
            figure{margin:1rem 0}svg{width:100%;height:auto}svg text{font-size:11px;fill:currentColor}
            polyline{stroke-width:1.6}.grid{stroke:#8885}
            .Failed,.Error{color:#c0392b}.Passed{color:#1e8449}
            """;

    private HtmlReport() {}

    /** @param exceptions of a plan's code */
    public static String page(
            RunSummary summary,
            Statistics statistics,
            History.Steady steady,
            List<History.Point> history,
            List<CountedException> exceptions) {
        StringBuilder page = new StringBuilder();
        page.append("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Onrush: %s</title><style>%s</style></head><body>
                <h1>Onrush: run %s</h1>
                """.formatted(Html.text(summary.runId()), STYLE, Html.text(summary.runId())));
        facts(page, summary, statistics);
        thresholds(page, summary);
        requests(page, statistics);
        percentiles(page, statistics);
        steady(page, steady);
        charts(page, history.stream().filter(History.Point::closed).toList());
        failures(page, statistics);
        exceptions(page, exceptions);
        return page.append("</body></html>\n").toString();
    }

    private static void facts(StringBuilder page, RunSummary summary, Statistics statistics) {
        page.append("<p class=\"").append(summary.state()).append("\"><strong>");
        page.append(summary.state())
                .append("</strong>: ")
                .append(Html.text(summary.message()))
                .append("</p>\n");
        page.append("<p>")
                .append(Html.text(summary.startTime() == null ? "not started" : summary.startTime()))
                .append(" to ")
                .append(Html.text(summary.completionTime() == null ? "now" : summary.completionTime()))
                .append(", measured for ")
                .append(Html.text(String.format(Locale.ROOT, "%.1f s", statistics.seconds())))
                .append("</p>\n");
        if (summary.untrusted() != null) {
            summary.untrusted().forEach(why -> page.append("<p class=\"Failed\">Not to be trusted: ")
                    .append(Html.text(why.reason() + ": " + why.message()))
                    .append("</p>\n"));
        }
    }

    private static void thresholds(StringBuilder page, RunSummary summary) {
        if (summary.thresholds() == null || summary.thresholds().isEmpty()) {
            return;
        }
        page.append("<h2>Thresholds</h2>\n<table class=\"left\">\n")
                .append(Html.row("th", "Expression", "Observed", "Result"));
        summary.thresholds()
                .forEach(threshold ->
                        page.append(Html.row("td", threshold.expression(), threshold.observed(), threshold.result())));
        page.append("</table>\n");
    }

    private static void requests(StringBuilder page, Statistics statistics) {
        page.append("<h2>Requests</h2>\n<table>\n")
                .append(Html.row(
                        "th",
                        "Type",
                        "Name",
                        "Requests",
                        "Failures",
                        "Average (ms)",
                        "Min (ms)",
                        "Max (ms)",
                        "Average size (bytes)",
                        "Requests/s",
                        "Failures/s"));
        rows(statistics)
                .forEach(entry -> page.append(Html.row(
                        "td",
                        entry.method(),
                        entry.name(),
                        entry.requests(),
                        entry.failures(),
                        entry.average(),
                        entry.min(),
                        entry.max(),
                        Math.round(entry.averageContentBytes()),
                        entry.requestsPerSecond(),
                        entry.failuresPerSecond())));
        page.append("</table>\n");
    }

    private static void percentiles(StringBuilder page, Statistics statistics) {
        List<Object> header = new ArrayList<>(List.of("Type", "Name"));
        PERCENTILES.forEach(name -> header.add(name + "%"));
        page.append("<h2>Response times (ms)</h2>\n<table>\n").append(Html.row("th", header.toArray()));
        rows(statistics).forEach(entry -> {
            List<Object> row = new ArrayList<>(List.of(entry.method(), entry.name()));
            PERCENTILES.forEach(name -> {
                Double value = entry.percentiles().get(name);
                row.add(value == null ? "-" : value);
            });
            page.append(Html.row("td", row.toArray()));
        });
        page.append("</table>\n");
    }

    private static void steady(StringBuilder page, History.Steady steady) {
        if (steady.requests() == 0) {
            return;
        }
        page.append("<p>Without start-up and end, ")
                .append(Html.text(steady.seconds() + " s" + (steady.complete() ? "" : " (not complete)") + ": "
                        + steady.requests() + " requests, " + steady.requestsPerSecond() + " per second; "))
                .append(Html.text(steady.percentiles().entrySet().stream()
                        .map(percentile -> percentile.getKey() + "% " + percentile.getValue() + " ms")
                        .collect(Collectors.joining(", "))))
                .append("</p>\n");
    }

    private static void charts(StringBuilder page, List<History.Point> history) {
        if (history.size() < 2) {
            return;
        }
        String from = history.getFirst().at();
        String to = history.getLast().at();
        page.append("<h2>Over time</h2>\n")
                .append(Svg.chart(
                        "Requests per second",
                        List.of(
                                line("requests", "#2e86c1", history, History.Point::requestsPerSecond),
                                line("failures", "#c0392b", history, History.Point::failuresPerSecond)),
                        from,
                        to))
                .append(Svg.chart(
                        "Response time of the requests that were due then (ms)",
                        List.of(
                                line("95%", "#b9770e", history, History.Point::p95Millis),
                                line("50%", "#7d3c98", history, History.Point::p50Millis)),
                        from,
                        to))
                .append(Svg.chart("Users", List.of(line("users", "#1e8449", history, HtmlReport::users)), from, to));
    }

    private static Double users(History.Point point) {
        return point.users() == null ? null : Double.valueOf(point.users());
    }

    private static Svg.Line line(
            String name, String color, List<History.Point> history, Function<History.Point, Double> value) {
        return new Svg.Line(name, color, history.stream().map(value).toList());
    }

    private static void failures(StringBuilder page, Statistics statistics) {
        if (statistics.failures().isEmpty()) {
            return;
        }
        page.append("<h2>Failures</h2>\n<table class=\"left\">\n")
                .append(Html.row("th", "Method", "Name", "Error", "Occurrences"));
        statistics.failures().stream()
                .limit(MAX_ROWS)
                .forEach(failure -> page.append(
                        Html.row("td", failure.method(), failure.name(), failure.error(), failure.occurrences())));
        page.append("</table>\n");
    }

    private static void exceptions(StringBuilder page, List<CountedException> exceptions) {
        if (exceptions.isEmpty()) {
            return;
        }
        page.append("<h2>Exceptions</h2>\n<table class=\"left\">\n")
                .append(Html.row("th", "Count", "Message", "Where", "Nodes"));
        exceptions.forEach(
                e -> page.append(Html.row("td", e.count(), e.message(), e.traceback(), String.join(", ", e.nodes()))));
        page.append("</table>\n");
    }

    private static List<Statistics.Entry> rows(Statistics statistics) {
        List<Statistics.Entry> rows =
                new ArrayList<>(statistics.entries().stream().limit(MAX_ROWS).toList());
        rows.add(statistics.total());
        return rows;
    }
}
