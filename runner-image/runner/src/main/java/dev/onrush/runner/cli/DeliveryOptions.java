package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.TerminationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import picocli.CommandLine.Option;

/** How a run's result gets to whoever started the master; the operator uses these. */
final class DeliveryOptions {
    @Option(names = "--run-id", paramLabel = "ID", description = "Names the first run (default: random).")
    private String runId;

    @Option(
            names = "--termination-message",
            paramLabel = "FILE",
            description =
                    "Write the final summary to this file, at most 4096 bytes; the exit code is then 0 whatever the verdict.")
    private Path terminationMessage;

    @Option(
            names = "--linger",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "0s",
            description = "How long to answer HTTP requests after the end, unless told to quit (default: 0s).")
    private Duration linger;

    /** Whether the run id was given. To be asked before {@link #runId}. */
    boolean namesRun() {
        return runId != null;
    }

    String runId() {
        if (runId == null) {
            runId = UUID.randomUUID().toString().substring(0, 8);
        }
        return runId;
    }

    /** True when somebody reads the summary from a file, as the operator does. */
    boolean toFile() {
        return terminationMessage != null;
    }

    Duration linger() {
        return linger;
    }

    void write(RunSummary summary) throws IOException {
        if (toFile()) {
            Files.write(terminationMessage, TerminationMessage.encode(summary));
        }
    }

    /** The summary of a run whose plan or options are wrong. */
    RunSummary invalid(InvalidInputException e) {
        return new RunSummary(
                runId(),
                RunState.Error,
                RunSummary.Reasons.INVALID_PLAN,
                e.getMessage(),
                null,
                Instant.now().toString(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
