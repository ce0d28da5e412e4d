package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.TerminationMessage;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.Loopback;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.local.WorkerProcesses;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.report.StatusText;
import dev.onrush.runner.web.MasterApi;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A master's options and its life: run, deliver the summary, linger until it was fetched. */
final class MasterCommand {
    @Mixin
    private RunOptions runOptions = new RunOptions();

    @Option(
            names = "--headless",
            description = "Start when the workers are there and end with the test, as every run does.")
    private boolean headless;

    @Option(
            names = "--master-bind-host",
            paramLabel = "HOST",
            defaultValue = "*",
            description = "The address that the master listens on (default: all).")
    private String bindHost;

    @Option(
            names = "--master-bind-port",
            paramLabel = "PORT",
            defaultValue = "5557",
            description = "The port that the master listens on (default: 5557).")
    private int bindPort;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = "8089",
            description = "The port of the master's HTTP API (default: 8089).")
    private int webPort;

    @Option(names = "--run-id", paramLabel = "ID", description = "Names the run (default: random).")
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

    private String id() {
        return runId == null ? UUID.randomUUID().toString().substring(0, 8) : runId;
    }

    /** A master that waits for its workers to connect. */
    int run(PlanFiles files, TokenOption token) throws IOException, InvalidInputException {
        String id = id();
        ServerCredentials credentials = token.forMaster(bindHost, bindPort);
        tellHowToJoin(token);
        try {
            return run(id, files, PlanReader.read(files), runOptions.definition(), credentials);
        } catch (InvalidInputException e) {
            if (terminationMessage == null) {
                throw e;
            }
            return deliver(invalid(id, e));
        }
    }

    /** Master and one worker in this process, over the same wire. */
    int runWithWorker(PlanFiles files) throws IOException, InvalidInputException {
        Plan plan = PlanReader.read(files);
        RunDefinition definition = runOptions.definition();
        Token secret = Token.random();
        try (InProcess both = InProcess.start(id(), files, plan, definition, secret)) {
            Interrupts interrupts = interrupts(both.master(), definition);
            return interrupts.finished(deliver(Blocking.await(both.master().finished())));
        }
    }

    /** Master in this process, and so many worker processes beside it. */
    int runWithProcesses(PlanFiles files, int workers, List<String> planArguments)
            throws IOException, InvalidInputException {
        Plan plan = PlanReader.read(files);
        RunDefinition definition = runOptions.definition(workers);
        Path directory = Files.createTempDirectory("onrush");
        Path tokenFile = directory.resolve("token");
        Token secret = Token.random();
        secret.write(tokenFile);
        Vertx vertx = Vertx.vertx();
        try (WorkerProcesses processes = WorkerProcesses.talking()) {
            Master master = new Master(
                    new MasterOptions(
                            id(),
                            definition,
                            files,
                            ServerCredentials.plain(secret),
                            "127.0.0.1",
                            0,
                            MasterOptions.Timing.DEFAULT),
                    plan);
            Blocking.deploy(vertx, master);
            Interrupts interrupts = interrupts(master, definition);
            List<String> arguments = new ArrayList<>(planArguments);
            arguments.addAll(List.of(
                    "--supervised",
                    "--master-port",
                    Integer.toString(master.port()),
                    "--token-file",
                    tokenFile.toString()));
            for (int i = 0; i < workers; i++) {
                processes.start(
                        arguments,
                        (code, _) -> master.cannotBegin("WorkerFailed", "a worker ended with exit code " + code));
            }
            return interrupts.finished(deliver(Blocking.await(master.finished())));
        } finally {
            vertx.close().await();
            Files.deleteIfExists(tokenFile);
            Files.deleteIfExists(directory);
        }
    }

    /** In a cluster the operator starts the workers; elsewhere a person does. */
    private void tellHowToJoin(TokenOption token) {
        if (terminationMessage != null) {
            return;
        }
        String port = bindPort == 5_557 ? "" : " --master-port " + bindPort;
        Path file = token.file(bindPort);
        String here = token.arguments().isEmpty() ? "" : " --token-file " + file;
        System.err.println("onrush: for a worker on this machine: onrush --worker -f -" + port + here);
        if (!Loopback.is(bindHost)) {
            System.err.println("onrush: for a worker on another: copy " + file + " there, for its owner only, then: "
                    + "onrush --worker -f - --master-host " + WorkerCommand.host() + port + " --token-file "
                    + file.getFileName());
        }
    }

    private int run(String id, PlanFiles files, Plan plan, RunDefinition definition, ServerCredentials credentials)
            throws IOException {
        Vertx vertx = Vertx.vertx();
        try {
            Master master = new Master(
                    new MasterOptions(
                            id, definition, files, credentials, bindHost, bindPort, MasterOptions.Timing.DEFAULT),
                    plan);
            MasterApi api = new MasterApi(master, credentials.token(), bindHost, webPort);
            Blocking.deploy(vertx, master);
            Blocking.deploy(vertx, api);
            Interrupts interrupts = interrupts(master, definition);
            int exitCode = deliver(Blocking.await(master.finished()));
            linger(api);
            return interrupts.finished(exitCode);
        } finally {
            vertx.close().await();
        }
    }

    /** A person's Ctrl-C is a wish to see the result; in a cluster a signal is an eviction, and half a run must not pass. */
    private Interrupts interrupts(Master master, RunDefinition definition) {
        return Interrupts.onSignal(
                () -> {
                    if (terminationMessage == null) {
                        master.requestStop("interrupted");
                    } else {
                        master.interrupt("the master's pod was told to end: an eviction, a drain or a deletion");
                    }
                },
                definition
                        .stopTimeout()
                        .plus(MasterOptions.Timing.DEFAULT.lease())
                        .plusSeconds(10));
    }

    /** In a cluster the verdict is in the summary, so a summary that was delivered is a success. */
    private int deliver(RunSummary summary) throws IOException {
        if (terminationMessage != null) {
            Files.write(terminationMessage, TerminationMessage.encode(summary));
        }
        System.out.print(StatusText.yaml(StatusText.status(summary, Instant.now())));
        return terminationMessage == null ? ExitCodes.of(summary) : ExitCodes.PASSED;
    }

    private void linger(MasterApi api) {
        try {
            api.quit().await(Math.max(1, linger.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // Nobody came for the report; the summary is delivered all the same.
        }
    }

    private static RunSummary invalid(String id, InvalidInputException e) {
        return new RunSummary(
                id,
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
