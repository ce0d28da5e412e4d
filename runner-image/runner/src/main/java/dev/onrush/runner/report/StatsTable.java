package dev.onrush.runner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Statistics as a table of text, as Locust prints them. */
public final class StatsTable {
    private static final int MAX_ROWS = 100;
    private static final int MAX_NAME = 60;
    private static final String ROW = "%-8s %s %10s %14s | %8s %8s %8s %8s | %9s %11s%n";

    private StatsTable() {}

    /** One row for each name and the total; rates are those of the last seconds. */
    public static String current(Statistics statistics) {
        return table(statistics, true);
    }

    /** The same with the rates of the whole run, percentiles and failures. */
    public static String summary(Statistics statistics) {
        return table(statistics, false) + percentiles(statistics) + failures(statistics);
    }

    private static String table(Statistics statistics, boolean current) {
        int width = width(statistics);
        StringBuilder text = new StringBuilder();
        text.append(
                format(width, "Type", "Name", "# reqs", "# fails", "Avg", "Min", "Max", "Med", "req/s", "failures/s"));
        rows(statistics)
                .forEach(entry -> text.append(format(
                        width,
                        entry.method(),
                        entry.name(),
                        Long.toString(entry.requests()),
                        entry.failures() + "(" + percent(entry) + ")",
                        millis(entry.average()),
                        millis(entry.min()),
                        millis(entry.max()),
                        millis(entry.median()),
                        rate(current ? entry.currentRequestsPerSecond() : entry.requestsPerSecond()),
                        rate(current ? entry.currentFailuresPerSecond() : entry.failuresPerSecond()))));
        if (statistics.entries().size() > MAX_ROWS) {
            text.append("(")
                    .append(statistics.entries().size() - MAX_ROWS)
                    .append(" more names)")
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String percentiles(Statistics statistics) {
        int width = width(statistics);
        List<String> names = List.copyOf(statistics.total().percentiles().keySet());
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%nResponse time percentiles (ms)%n"));
        text.append(String.format("%-8s %s", "Type", padded("Name", width)));
        names.forEach(name -> text.append(String.format("%9s", name + "%")));
        text.append(System.lineSeparator());
        rows(statistics).forEach(entry -> {
            text.append(String.format("%-8s %s", entry.method(), padded(entry.name(), width)));
            names.forEach(name -> {
                Double value = entry.percentiles().get(name);
                text.append(String.format("%9s", value == null ? "-" : millis(value)));
            });
            text.append(System.lineSeparator());
        });
        return text.toString();
    }

    private static String failures(Statistics statistics) {
        if (statistics.failures().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format("%nFailures%n%-12s %s%n", "# occurrences", "Error"));
        statistics.failures().stream()
                .limit(MAX_ROWS)
                .forEach(failure -> text.append(String.format(
                        "%-13d %s %s: %s%n",
                        failure.occurrences(),
                        plain(failure.method()),
                        plain(failure.name()),
                        plain(failure.error()))));
        return text.toString();
    }

    private static List<Statistics.Entry> rows(Statistics statistics) {
        List<Statistics.Entry> rows =
                new ArrayList<>(statistics.entries().stream().limit(MAX_ROWS).toList());
        rows.add(statistics.total());
        return rows;
    }

    private static int width(Statistics statistics) {
        return rows(statistics).stream()
                .mapToInt(entry -> Math.min(MAX_NAME, entry.name().length()))
                .max()
                .orElse(0);
    }

    private static String format(int width, String type, String name, Object... rest) {
        Object[] all = new Object[rest.length + 2];
        all[0] = plain(type);
        all[1] = padded(name, width);
        System.arraycopy(rest, 0, all, 2, rest.length);
        return String.format(Locale.ROOT, ROW, all);
    }

    private static String padded(String name, int width) {
        String text = plain(name);
        return text.length() > width ? text.substring(0, width - 1) + "…" : text + " ".repeat(width - text.length());
    }

    /** What a target answers does not steer the terminal. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String percent(Statistics.Entry entry) {
        double share = entry.requests() == 0 ? 0 : 100.0 * entry.failures() / entry.requests();
        return String.format(Locale.ROOT, "%.2f%%", share);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private static String rate(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
