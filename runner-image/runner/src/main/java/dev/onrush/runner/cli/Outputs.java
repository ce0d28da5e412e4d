package dev.onrush.runner.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.html.HtmlReport;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.report.Statistics;
import dev.onrush.runner.report.StatsTable;
import dev.onrush.runner.report.StatusText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Prints and writes what one run measured: each second while it goes, and at its end. */
final class Outputs {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final long EVERY_MILLIS = 1_000;
    private static final int PRINT_EVERY = 2;

    private final OutputOptions options;
    private final boolean prints;
    private final PrintStream terminal;
    private final Master run;
    private final CsvFiles csv;
    private final Thread ticker;

    private Outputs(MasterChoices choices, Master run) throws IOException {
        this.options = choices.output();
        this.prints = options.printsStats(choices.life().headless());
        this.terminal = choices.log().terminal();
        this.run = run;
        this.csv = options.csv() == null ? null : new CsvFiles(options.csv(), options.csvFullHistory());
        this.ticker = Thread.ofVirtual().unstarted(this::tick);
    }

    static Outputs begin(MasterChoices choices, Master run) throws IOException {
        Outputs outputs = new Outputs(choices, run);
        if (outputs.csv != null || outputs.prints) {
            outputs.ticker.start();
        }
        return outputs;
    }

    /** The run has ended: whatever is asked for is written once more, with everything in it. */
    void end(RunSummary summary) throws IOException, InterruptedException {
        ticker.interrupt();
        ticker.join();
        Statistics statistics = Blocking.await(run.statistics());
        if (csv != null) {
            csv.write(statistics, Blocking.await(run.history()), Blocking.await(run.exceptions()));
        }
        if (options.html() != null) {
            String name =
                    ReportName.of(options.html(), run.definition().shape(), summary.load(), RunOptions.UNTIL_STOPPED);
            write(Path.of(name), HtmlReport.page(Blocking.await(run.report())));
        }
        if (options.jsonFile() != null) {
            write(options.jsonFile(), JSON.writeValueAsString(statistics));
        }
        if (statistics.total().requests() > 0) {
            terminal.print(StatsTable.summary(statistics));
        }
        System.out.print(
                options.json()
                        ? JSON.writeValueAsString(statistics) + System.lineSeparator()
                        : StatusText.yaml(StatusText.status(summary, Instant.now())));
        System.out.flush();
    }

    private void tick() {
        try {
            for (int i = 1; ; i++) {
                Thread.sleep(EVERY_MILLIS);
                Statistics statistics = run.statistics().await();
                if (csv != null) {
                    csv.write(
                            statistics, run.history().await(), run.exceptions().await());
                }
                if (prints && i % PRINT_EVERY == 0 && statistics.total().requests() > 0) {
                    terminal.print(StatsTable.current(statistics));
                }
            }
        } catch (InterruptedException _) {
            // The run has ended.
        } catch (IOException e) {
            // The run goes on; the last attempt, at its end, says whether the files are whole.
            System.err.println("onrush: " + e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
