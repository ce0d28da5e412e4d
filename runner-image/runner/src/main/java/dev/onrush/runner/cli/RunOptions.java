package dev.onrush.runner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.ArrivalRate;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.PlanSource;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.contract.run.RunSpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What defines a run, from options under Locust's names or from a file. */
final class RunOptions {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How long a run takes where nobody says when it ends: then somebody stops it. */
    static final Duration UNTIL_STOPPED = Duration.ofDays(30);

    private static final Duration FOREVER = Duration.ofDays(3_650);

    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            description = "The target's base URL.")
    private String host;

    @Option(
            names = {"-u", "--users"},
            paramLabel = "N",
            description = "Virtual users, all workers together.")
    private Integer users;

    @Option(
            names = {"-r", "--spawn-rate"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Users started per second, all workers together (default: 1).")
    private String spawnRate;

    @Option(
            names = {"-t", "--run-time"},
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            description =
                    "How long users run, such as 10m; a bare number is seconds (default: until stopped, at most 30 days).")
    private Duration runTime;

    @Option(
            names = "--threshold",
            paramLabel = "EXPRESSION",
            description = "A condition to pass, such as \"http.latency.p95 < 500ms\"; may be repeated.")
    private List<String> thresholds;

    @Option(
            names = {"-s", "--stop-timeout"},
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            description = "How long requests in flight may finish after the stop (default: 10s).")
    private Duration stopTimeout;

    @Option(
            names = "--expect-workers",
            paramLabel = "N",
            description = "Start when this many workers are there (default: 1).")
    private Integer expectWorkers;

    @Option(
            names = "--expect-workers-max-wait",
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "How long to wait for them; 0 is forever (default: 0).")
    private Duration maxWait;

    @Option(
            names = "--run-file",
            paramLabel = "FILE",
            description = "The spec of a LoadTest as JSON, instead of the options above.")
    private Path runFile;

    @Option(
            names = "--exit-code-on-error",
            paramLabel = "CODE",
            description =
                    "The exit code when there were failures (default: 1; with thresholds they decide, unless this is given).")
    private Integer exitCodeOnError;

    @Option(names = "--reset-stats", description = "Forget what was measured while users were spawned.")
    private boolean resetStats;

    @Mixin
    private ArrivalOptions arrivals = new ArrivalOptions();

    /** 0 where nobody asks for any. */
    int users() {
        return users == null ? 0 : users;
    }

    boolean resetsStats() {
        return resetStats;
    }

    /** What to end with after a run. */
    int exitCode(RunSummary summary) {
        return ExitCodes.of(summary, exitCodeOnError);
    }

    /** True when the operator says what to run. */
    boolean isFromFile() {
        return runFile != null;
    }

    /** What the options say, unchecked: what is missing may still come from whoever starts a run. */
    RunSpec spec() throws IOException, InvalidInputException {
        if (runFile == null) {
            return fromOptions();
        }
        try {
            return JSON.readValue(Files.readString(runFile), RunSpec.class);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(new Problem(
                    runFile.toString(),
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    "",
                    e.getOriginalMessage()));
        }
    }

    /** The same for so many workers that this machine starts itself. */
    RunSpec spec(int workers) throws IOException, InvalidInputException {
        expectWorkers = workers;
        return spec();
    }

    RunDefinition definition(RunSpec spec) throws InvalidInputException {
        if (runFile != null) {
            return RunSpecReader.read(spec, runFile.toString(), field -> 0);
        }
        RunDefinition definition = RunSpecReader.read(spec, "command line", field -> 0);
        return maxWait.isZero() ? definition.withStartDeadline(FOREVER) : definition;
    }

    private RunSpec fromOptions() {
        return new RunSpec(
                // The plan itself comes with -f.
                new PlanSource(null, "", null),
                host,
                load(),
                new RunSpec.Workers(expectWorkers),
                thresholds,
                text(stopTimeout),
                maxWait.isZero() ? null : text(maxWait),
                null);
    }

    private Load load() {
        String length = text(runTime == null ? UNTIL_STOPPED : runTime);
        ArrivalRate open = arrivals.arrivals();
        // In the open model users start as they are needed.
        return open == null ? new Load(users, spawnRate, length, null) : new Load(users, null, length, null, open);
    }

    private static String text(Duration duration) {
        return duration == null ? null : Durations.format(duration);
    }
}
