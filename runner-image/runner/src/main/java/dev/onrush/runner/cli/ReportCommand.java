package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.runner.html.HtmlReport;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code onrush report}: a report for a browser. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Make a page for a browser of a report that is JSON, such as a LoadTest's in its ConfigMap.")
final class ReportCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "A report as JSON; - for standard input.")
    private String file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the page is written (default: standard output).")
    private Path output;

    @Override
    public Integer call() throws IOException, InvalidInputException {
        String page = HtmlReport.page(
                file.equals(STANDARD_INPUT) ? ReportFile.read("standard input", System.in) : read(Path.of(file)));
        if (output == null) {
            System.out.write(page.getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } else {
            Files.writeString(output, page);
        }
        return ExitCodes.PASSED;
    }

    private static Report read(Path path) throws IOException, InvalidInputException {
        try (InputStream json = Files.newInputStream(path)) {
            return ReportFile.read(path.toString(), json);
        }
    }
}
