package dev.onrush.runner.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is printed and written of what was measured. */
final class OutputOptions {
    @Option(
            names = "--csv",
            paramLabel = "PREFIX",
            description =
                    "Write PREFIX_stats.csv, PREFIX_stats_history.csv, PREFIX_failures.csv and PREFIX_exceptions.csv, each second.")
    private String csv;

    @Option(
            names = "--csv-full-history",
            description = "With --csv: a row for each name in the history, not only for all together.")
    private boolean csvFullHistory;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a report as one HTML page; {u}, {r} and {t} become users, spawn rate and run time.")
    private String html;

    @Option(names = "--json", description = "Print the final statistics as JSON, instead of the status.")
    private boolean json;

    @Option(names = "--json-file", paramLabel = "FILE", description = "Write the final statistics as JSON.")
    private Path jsonFile;

    @Option(names = "--print-stats", description = "Print a table every two seconds, as --headless does by itself.")
    private boolean printStats;

    @Option(names = "--only-summary", description = "Print the table at the end only.")
    private boolean onlySummary;

    /** Null for none. */
    String csv() {
        return csv;
    }

    boolean csvFullHistory() {
        return csvFullHistory;
    }

    /** Null for none. */
    String html() {
        return html;
    }

    boolean json() {
        return json;
    }

    /** Null for none. */
    Path jsonFile() {
        return jsonFile;
    }

    boolean printsStats(boolean headless) {
        return !onlySummary && (printStats || headless);
    }
}
