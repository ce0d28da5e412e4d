package dev.onrush.runner.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/** Worker processes on this machine: the same program, each in a JVM of its own. */
public final class WorkerProcesses implements AutoCloseable {
    /** Whether processes warm up is said of all of them at once. */
    private static final String NO_WARM_UP = "ONRUSH_NO_WARM_UP";

    private final List<Process> processes = new ArrayList<>();
    private final IntFunction<Path> logs;

    private WorkerProcesses(IntFunction<Path> logs) {
        this.logs = logs;
    }

    /** What each worker prints goes to a file of its own in a directory. */
    public static WorkerProcesses loggingTo(Path directory) {
        return new WorkerProcesses(i -> directory.resolve("worker-" + i + ".log"));
    }

    /** What workers print goes where this process's own output goes. */
    public static WorkerProcesses talking() {
        return new WorkerProcesses(_ -> null);
    }

    /**
     * Starts one more.
     *
     * @param arguments after {@code --worker}
     * @param ended called with the exit code and, where there is one, the worker's log when its process ends
     */
    public Process start(List<String> arguments, BiConsumer<Integer, Optional<Path>> ended) throws IOException {
        Optional<Path> log = Optional.ofNullable(logs.apply(processes.size()));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.ofWorkers());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.onrush.runner.cli.Onrush",
                "--worker"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(log.isPresent());
        // A child is told all that it needs. The parent's own options, such as its number of processes, are not for it.
        builder.environment().keySet().removeIf(name -> name.startsWith("ONRUSH_") && !name.equals(NO_WARM_UP));
        log.ifPresentOrElse(file -> builder.redirectOutput(file.toFile()), builder::inheritIO);
        Process process = builder.start();
        processes.add(process);
        process.onExit().thenAccept(exited -> ended.accept(exited.exitValue(), log));
        return process;
    }

    /** The processes, in the order in which they were started. */
    public List<Process> list() {
        return List.copyOf(processes);
    }

    /** Waits for workers that have ended their work, and kills what is left. */
    @Override
    public void close() {
        for (Process process : processes) {
            try {
                if (!process.waitFor(3, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
