package dev.onrush.runner.local;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.html.HtmlReport;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.SessionPart;
import dev.onrush.runner.master.WorkerPort;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.ReportFile;
import dev.onrush.runner.sample.SampleTarget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A LoadTest on this machine: the master in this process, one more process for each worker, over the same wire as in a cluster. */
public final class LocalRun implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int START_TIMEOUT_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final LoadTestFile test;
    private final Path directory;
    private final Token token = Token.random();
    private final WorkerProcesses processes;
    private final Master master;
    private final PlanRuntime plan;
    private final SampleTarget sample;

    private LocalRun(LoadTestFile test, Path reports, int port) throws IOException {
        String runId = UUID.randomUUID().toString().substring(0, 8);
        this.test = test;
        this.directory = Files.createDirectories(reports.resolve(test.name() + "-" + runId));
        this.processes = WorkerProcesses.loggingTo(directory);
        this.sample = test.localTarget().isPresent() ? new SampleTarget(LOOPBACK, 0) : null;
        RunDefinition definition =
                sample == null ? test.definition() : test.definition().withTarget(deploySample());
        MasterOptions options = new MasterOptions(
                runId,
                definition,
                test.planFiles(),
                new WorkerPort(ServerCredentials.plain(token), LOOPBACK, port),
                MasterOptions.Timing.DEFAULT,
                SessionPart.ALONE);
        this.plan = plan(test);
        this.master = new Master(options, plan);
    }

    /**
     * Starts the target if the LoadTest names one, the master, and the workers.
     *
     * @param reports a directory; the run's own is made in it
     * @param port the master's, 0 for any
     * @throws IOException when the port is taken, or a process does not start
     */
    public static LocalRun start(LoadTestFile test, Path reports, int port) throws IOException {
        LocalRun run = new LocalRun(test, reports, port);
        try {
            await(run.vertx.deployVerticle(run.master));
            run.startWorkers();
            return run;
        } catch (IOException e) {
            run.close();
            throw e;
        }
    }

    private static PlanRuntime plan(LoadTestFile test) throws IOException {
        try {
            return new PlanRuntime(test.plan(), Role.MASTER, null).choose("spec.plan.options", test.settings());
        } catch (InvalidInputException e) {
            throw new IOException(e);
        }
    }

    /** The plan's code on the master. */
    public PlanRuntime plan() {
        return plan;
    }

    public Master master() {
        return master;
    }

    /** The sample target, when the LoadTest named it; else null. */
    public SampleTarget sample() {
        return sample;
    }

    public WorkerProcesses processes() {
        return processes;
    }

    /** The final summary, waiting as long as it takes, with a look at the run about once a second. */
    public RunSummary await(Consumer<RunSummary> look) throws IOException, InterruptedException {
        while (true) {
            try {
                return master.finished()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(1, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                look.accept(await(master.summary()));
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
    }

    /**
     * The files of a report.
     *
     * @param json all of it
     * @param page the same for a browser
     */
    public record Written(Path json, Path page) {}

    /** Writes the report. */
    public Written writeReport() throws IOException {
        Report report = await(master.report());
        Path json = directory.resolve("report.json");
        ReportFile.write(json, report);
        return new Written(json, Files.writeString(directory.resolve("report.html"), HtmlReport.page(report)));
    }

    @Override
    public void close() {
        processes.close();
        vertx.close().await();
    }

    private URI deploySample() throws IOException {
        await(vertx.deployVerticle(sample));
        return URI.create("http://" + LOOPBACK + ":" + sample.port());
    }

    private void startWorkers() throws IOException {
        Path plan = Files.createDirectories(directory.resolve("plan"));
        for (Map.Entry<String, byte[]> file : test.planFiles().files().entrySet()) {
            Files.write(plan.resolve(Path.of(file.getKey()).getFileName()), file.getValue());
        }
        Path tokenFile = directory.resolve("token");
        token.write(tokenFile);
        List<String> arguments = new ArrayList<>(List.of(
                "--supervised",
                "--master-host",
                LOOPBACK,
                "--master-port",
                Integer.toString(master.port()),
                "--token-file",
                tokenFile.toString(),
                "-f",
                plan.toString(),
                "--entry",
                test.planFiles().entry()));
        arguments.addAll(test.planFiles().selection().options());
        for (int i = 0; i < test.definition().workers(); i++) {
            processes.start(
                    arguments,
                    (code, log) -> master.cannotBegin(
                            "WorkerFailed", "a worker ended with exit code " + code + "; see " + log.orElseThrow()));
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.await(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nothing happened for " + START_TIMEOUT_SECONDS + " s", e);
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
