package dev.onrush.runner.cli;

import dev.onrush.runner.report.CountedException;
import dev.onrush.runner.report.Csv;
import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A run's CSV files: four under Locust's names, and its intervals. Whoever reads one while the test runs finds it whole. */
final class CsvFiles {
    private final String prefix;
    private final boolean fullHistory;

    /** Begins anew: what an earlier run left is replaced. */
    CsvFiles(String prefix, boolean fullHistory) throws IOException {
        this.prefix = prefix;
        this.fullHistory = fullHistory;
        Path directory = file("_stats").toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Files.writeString(file("_stats_history"), Csv.historyHeader());
    }

    void write(Statistics statistics, List<History.Point> history, List<CountedException> exceptions)
            throws IOException {
        Files.writeString(file("_stats_history"), Csv.history(statistics, fullHistory), StandardOpenOption.APPEND);
        replace(file("_intervals"), Csv.intervals(history));
        replace(file("_stats"), Csv.stats(statistics));
        replace(file("_failures"), Csv.failures(statistics));
        replace(file("_exceptions"), Csv.exceptions(exceptions));
    }

    private Path file(String suffix) {
        return Path.of(prefix + suffix + ".csv");
    }

    private static void replace(Path file, String text) throws IOException {
        Path written = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
