package dev.onrush.runner.cli;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.quantity.Durations;
import dev.onrush.runner.local.WorkerProcesses;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.worker.WarmUp;
import dev.onrush.runner.worker.WorkerExit;
import dev.onrush.runner.worker.WorkerLife;
import dev.onrush.runner.worker.WorkerOptions;
import dev.onrush.runner.worker.WorkerPlan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A worker's options and its life. */
final class WorkerCommand {
    /** Requests in flight may finish for this long when the worker itself is told to end: less than Kubernetes' grace period. */
    private static final Duration LEAVE_DRAIN = Duration.ofSeconds(5);

    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(20);

    /** The JVM may compile for so long what reading the plan left it. */
    private static final Duration COMPILE_FOR = Duration.ofSeconds(1);

    @Option(
            names = "--master-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The master's host (default: 127.0.0.1).")
    private String masterHost;

    @Option(
            names = "--master-port",
            paramLabel = "PORT",
            defaultValue = "5557",
            description = "The master's port (default: 5557).")
    private int masterPort;

    @Option(
            names = "--master-max-wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "5m",
            description = "How long to try to reach the master (default: 5m).")
    private Duration connectFor;

    @Option(
            names = "--rejoin-max-wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "1m",
            description =
                    "How long to try to return to a run whose master was silent for the lease (default: 1m). Users are stopped meanwhile.")
    private Duration rejoinFor;

    @Option(
            names = "--no-warm-up",
            description =
                    "Be ready without having run the engine's own path against a server within the process for some seconds, so that it is fast from the first request on.")
    private boolean cold;

    @Option(
            names = "--train",
            hidden = true,
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "0",
            description =
                    "Warm up in the master's process for so long, for every client, before the worker there joins: an image's training run.")
    private Duration training;

    @Option(
            names = "--supervised",
            hidden = true,
            description = "A signal does not end this worker: its parent process decides, through the master.")
    private boolean supervised;

    /** How long the JVM is trained first where the worker is in the master's process. */
    Duration training() {
        return training;
    }

    /** So many workers, each in a process of its own; one that dies does not end the others. */
    int runProcesses(int count, List<String> planAndToken) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--master-host", masterHost,
                "--master-port", Integer.toString(masterPort),
                "--master-max-wait", Durations.format(connectFor),
                "--rejoin-max-wait", Durations.format(rejoinFor)));
        arguments.addAll(planAndToken);
        if (cold) {
            arguments.add("--no-warm-up");
        }
        try (WorkerProcesses processes = WorkerProcesses.talking()) {
            // Each child leaves in good order when it is told to end.
            Interrupts interrupts = Interrupts.onSignal(
                    () -> processes.list().forEach(Process::destroy), LEAVE_PATIENCE.plusSeconds(5));
            for (int i = 0; i < count; i++) {
                int number = i;
                processes.start(arguments, (code, _) -> {
                    if (code != 0) {
                        System.err.println("onrush: worker process " + number + " ended with exit code " + code);
                    }
                });
            }
            int exitCode = 0;
            for (Process process : processes.list()) {
                exitCode = Math.max(exitCode, process.waitFor());
            }
            return interrupts.finished(exitCode);
        }
    }

    int run(Optional<PlanFiles> plan, TokenOption token, LogOptions log) throws IOException {
        Vertx vertx = ClockedTransport.newVertx();
        try {
            if (!cold) {
                Blocking.await(WarmUp.run(vertx, plan));
            }
            WorkerPlan workerPlan = WorkerPlan.of(plan);
            WorkerLife worker = new WorkerLife(
                    vertx,
                    new WorkerOptions(
                            masterHost,
                            masterPort,
                            token.forWorker(masterHost, masterPort, connectFor),
                            workerPlan,
                            connectFor,
                            rejoinFor,
                            cold ? Duration.ZERO : COMPILE_FOR,
                            log.lines()));
            // Ctrl-C reaches a whole group of processes; a supervised worker's master will tell it what to do.
            Interrupts interrupts = supervised
                    ? Interrupts.onSignal(() -> {}, Duration.ofDays(1))
                    : Interrupts.onSignal(() -> worker.leave(LEAVE_DRAIN), LEAVE_PATIENCE);
            Blocking.await(worker.start());
            WorkerExit exit = Blocking.await(worker.exit());
            if (exit.reason() != WorkerExit.Reason.FINISHED) {
                System.err.println("onrush: " + exit.message());
            }
            workerPlan.end(exit.reason().code());
            return interrupts.finished(exit.reason().code());
        } finally {
            vertx.close().await();
        }
    }

    /** This machine's name, as others may know it. */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "HOST";
        }
    }
}
