package dev.onrush.runner.html;

import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Percentiles;
import dev.onrush.runner.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured of each name, the total last. */
final class RequestTables {
    private RequestTables() {}

    static String counts(Report report) {
        Table table = new Table(
                "Requests",
                "numbers",
                List.of(
                        "Type",
                        "Name",
                        "Requests",
                        "Failures",
                        "Unfinished",
                        "Requests/s",
                        "Failures/s",
                        "Average (ms)",
                        "Min (ms)",
                        "Max (ms)",
                        "Average size (bytes)"));
        return table.rows(report.names(), name -> counts(name, report.seconds()))
                .row(counts(report.total(), report.seconds()))
                .html("");
    }

    private static List<Object> counts(Report.Name name, double seconds) {
        long requests = name.requests();
        Report.Times times = name.responseTime();
        return List.of(
                name.method(),
                name.name(),
                Numbers.count(requests),
                Numbers.count(name.failures()),
                Numbers.count(name.unfinished()),
                Numbers.decimal(seconds > 0 ? requests / seconds : 0),
                Numbers.decimal(seconds > 0 ? name.failures() / seconds : 0),
                requests == 0 ? "-" : Numbers.millis(times.meanNanos()),
                requests == 0 ? "-" : Numbers.millis(times.minNanos()),
                requests == 0 ? "-" : Numbers.millis(times.maxNanos()),
                requests == 0 ? "-" : Numbers.count(Math.round((double) name.contentBytes() / requests)));
    }

    static String responseTimes(Report report) {
        List<String> columns = new ArrayList<>(List.of("Type", "Name"));
        Percentiles.NAMES.forEach(percentile -> columns.add(percentile + "%"));
        Table table = new Table("Response times (ms)", "numbers", columns);
        return table.rows(report.names(), RequestTables::responseTimes)
                .row(responseTimes(report.total()))
                .html(
                        "Each is at most the upper number and at least the lower one, where there is one: between them are the"
                                + " generator's own delays. What never ended counts with the time that it took at least.");
    }

    private static List<Object> responseTimes(Report.Name name) {
        List<Object> row = new ArrayList<>(List.of(name.method(), name.name()));
        Map<String, Long> most = name.responseTime().percentiles();
        Map<String, Long> least = name.responseTime().lowerBounds();
        Percentiles.NAMES.forEach(percentile -> row.add(Numbers.bounded(most.get(percentile), least.get(percentile))));
        return row;
    }

    /** The run without its start-up and its end. */
    static String steady(History.Steady steady) {
        if (steady == null || steady.requests() == 0) {
            return "";
        }
        String percentiles = steady.percentiles().entrySet().stream()
                .map(percentile -> percentile.getKey() + "% " + Numbers.maybe(percentile.getValue()) + " ms")
                .collect(Collectors.joining(", "));
        return Html.element(
                        "p",
                        null,
                        "Without start-up and end, " + steady.seconds() + " s"
                                + (steady.complete() ? "" : " (not complete)")
                                + ": " + Numbers.count(steady.requests()) + " requests, "
                                + Numbers.decimal(steady.requestsPerSecond()) + " per second; " + percentiles)
                + "\n";
    }
}
