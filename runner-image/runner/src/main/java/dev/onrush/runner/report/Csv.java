package dev.onrush.runner.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Statistics as CSV (RFC 4180), in Locust's columns. Times are in milliseconds, with digits after the point where there are some. */
public final class Csv {
    private static final String END = "\r\n";
    private static final String NONE = "N/A";

    private static final List<String> STATS = List.of(
            "Type",
            "Name",
            "Request Count",
            "Failure Count",
            "Median Response Time",
            "Average Response Time",
            "Min Response Time",
            "Max Response Time",
            "Average Content Size",
            "Requests/s",
            "Failures/s");
    private static final List<String> HISTORY =
            List.of("Timestamp", "User Count", "Type", "Name", "Requests/s", "Failures/s");
    private static final List<String> HISTORY_TOTALS = List.of(
            "Total Request Count",
            "Total Failure Count",
            "Total Median Response Time",
            "Total Average Response Time",
            "Total Min Response Time",
            "Total Max Response Time",
            "Total Average Content Size");

    private static final List<String> INTERVALS = List.of(
            "Timestamp",
            "User Count",
            "Type",
            "Name",
            "Requests/s",
            "Failures/s",
            "50%",
            "95%",
            "99%",
            "Request Count",
            "Failure Count",
            "Unfinished Count",
            "Seconds",
            "Phase",
            "Complete");

    private Csv() {}

    /** A row for each name and the total, as in {@code _stats.csv}. */
    public static String stats(Statistics statistics) {
        StringBuilder csv = new StringBuilder();
        row(csv, withPercentiles(STATS, List.of()));
        statistics.entries().forEach(entry -> row(csv, stats(entry)));
        row(csv, stats(statistics.total()));
        return csv.toString();
    }

    /** The first line of {@code _stats_history.csv}. */
    public static String historyHeader() {
        StringBuilder csv = new StringBuilder();
        row(csv, withPercentiles(HISTORY, HISTORY_TOTALS));
        return csv.toString();
    }

    /**
     * What {@code _stats_history.csv} grows by each second.
     *
     * @param full a row for each name, too, and not only for the total
     */
    public static String history(Statistics statistics, boolean full) {
        StringBuilder csv = new StringBuilder();
        if (full) {
            statistics.entries().forEach(entry -> row(csv, history(statistics, entry)));
        }
        row(csv, history(statistics, statistics.total()));
        return csv.toString();
    }

    /** A row for each interval that is closed, as in {@code _intervals.csv}: times are of the requests that were due in it. */
    public static String intervals(List<History.Point> history) {
        StringBuilder csv = new StringBuilder();
        row(csv, INTERVALS);
        history.stream()
                .filter(History.Point::closed)
                .forEach(point -> row(
                        csv,
                        List.of(
                                Long.toString(Instant.parse(point.at()).getEpochSecond()),
                                point.users() == null ? NONE : point.users().toString(),
                                "",
                                Statistics.AGGREGATED,
                                number(point.requestsPerSecond()),
                                number(point.failuresPerSecond()),
                                known(point.p50Millis()),
                                known(point.p95Millis()),
                                known(point.p99Millis()),
                                Long.toString(point.requests()),
                                Long.toString(point.failures()),
                                Long.toString(point.unfinished()),
                                Long.toString(point.seconds()),
                                point.phase().word(),
                                Boolean.toString(point.complete()))));
        return csv.toString();
    }

    private static String known(Double millis) {
        return millis == null ? NONE : number(millis);
    }

    /** As in {@code _failures.csv}. */
    public static String failures(Statistics statistics) {
        StringBuilder csv = new StringBuilder();
        row(csv, List.of("Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen"));
        statistics
                .failures()
                .forEach(failure -> row(
                        csv,
                        List.of(
                                failure.method(),
                                failure.name(),
                                failure.error(),
                                Long.toString(failure.occurrences()),
                                failure.firstSeen() == null ? "" : failure.firstSeen(),
                                failure.lastSeen() == null ? "" : failure.lastSeen())));
        return csv.toString();
    }

    /** As in {@code _exceptions.csv}. */
    public static String exceptions(List<CountedException> exceptions) {
        StringBuilder csv = new StringBuilder();
        row(csv, List.of("Count", "Message", "Traceback", "Nodes"));
        exceptions.forEach(e ->
                row(csv, List.of(Long.toString(e.count()), e.message(), e.traceback(), String.join(", ", e.nodes()))));
        return csv.toString();
    }

    private static List<String> stats(Statistics.Entry entry) {
        List<String> row = new ArrayList<>(List.of(entry.method(), entry.name()));
        row.addAll(totals(entry));
        row.add(number(entry.requestsPerSecond()));
        row.add(number(entry.failuresPerSecond()));
        row.addAll(percentiles(entry));
        return row;
    }

    private static List<String> history(Statistics statistics, Statistics.Entry entry) {
        List<String> row = new ArrayList<>(List.of(
                Long.toString(Instant.parse(statistics.at()).getEpochSecond()),
                Integer.toString(statistics.users()),
                entry.method(),
                entry.name(),
                number(entry.currentRequestsPerSecond()),
                number(entry.currentFailuresPerSecond())));
        row.addAll(percentiles(entry));
        row.addAll(totals(entry));
        return row;
    }

    private static List<String> totals(Statistics.Entry entry) {
        return List.of(
                Long.toString(entry.requests()),
                Long.toString(entry.failures()),
                number(entry.median()),
                number(entry.average()),
                number(entry.min()),
                number(entry.max()),
                number(entry.averageContentBytes()));
    }

    private static List<String> percentiles(Statistics.Entry entry) {
        Map<String, Double> known = entry.percentiles();
        return Percentiles.NAMES.stream()
                .map(name -> entry.requests() == 0 || known.get(name) == null ? NONE : number(known.get(name)))
                .toList();
    }

    private static List<String> withPercentiles(List<String> before, List<String> after) {
        List<String> columns = new ArrayList<>(before);
        Percentiles.NAMES.forEach(name -> columns.add(name + "%"));
        columns.addAll(after);
        return columns;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static void row(StringBuilder csv, List<String> fields) {
        csv.append(fields.stream().map(Csv::field).collect(Collectors.joining(",")))
                .append(END);
    }

    /** A text that a spreadsheet would take for a formula is kept from being one: names and errors may come from a target. */
    private static String field(String text) {
        String safe = text.isEmpty() || "=+@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
