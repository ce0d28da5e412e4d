package dev.onrush.runner.cli;

import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.local.LoadTestFile;
import dev.onrush.runner.local.LocalRun;
import dev.onrush.runner.local.Progress;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.report.StatusText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code onrush run}: a LoadTest without a cluster. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run a LoadTest on this machine: a master, and one worker process per core asked for.",
            "ConfigMaps are read from the manifests beside the file. The annotation onrush.dev/local-target: sample",
            "starts a sample target on loopback in place of spec.target."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A LoadTest as YAML.")
    private Path file;

    @Option(
            names = {"-f", "--plan"},
            paramLabel = "FILE",
            description = "The plan on this machine, a file or a directory, instead of what spec.plan names.")
    private Path plan;

    @Option(
            names = "--master-bind-port",
            paramLabel = "PORT",
            defaultValue = "5557",
            description = "The master's port on loopback, 0 for any (default: 5557).")
    private int port;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            defaultValue = "onrush-report",
            description = "Where reports are written (default: onrush-report).")
    private Path reports;

    @Override
    public Integer call() throws Exception {
        LoadTestFile test = LoadTestFile.read(file, Optional.ofNullable(plan));
        Progress progress = new Progress(
                System.err, System.console() != null && System.console().isTerminal());
        try (LocalRun run = LocalRun.start(test, reports, port)) {
            Interrupts interrupts = Interrupts.onSignal(
                    () -> run.master().requestStop("interrupted"),
                    test.definition()
                            .stopTimeout()
                            .plus(MasterOptions.Timing.DEFAULT.lease())
                            .plusSeconds(10));
            RunSummary summary = run.await(progress::show);
            progress.done();
            System.out.print(StatusText.yaml(StatusText.status(summary, Instant.now())));
            LocalRun.Written report = run.writeReport();
            System.out.println("# report: " + report.json());
            System.out.println("# page: " + report.page());
            System.out.flush();
            int exitCode = ExitCodes.of(summary);
            run.plan().end(exitCode);
            return interrupts.finished(exitCode);
        }
    }
}
