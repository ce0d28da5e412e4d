package dev.onrush.runner.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Worker processes on this machine: the same program, each in a JVM of its own. */
public final class WorkerProcesses implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final Path logs;

    /** @param logs a directory for what each worker prints */
    public WorkerProcesses(Path logs) {
        this.logs = logs;
    }

    /**
     * Starts one more.
     *
     * @param arguments after {@code --worker}
     * @param ended called with the worker's log and exit code when its process ends
     */
    public Process start(List<String> arguments, BiConsumer<Path, Integer> ended) throws IOException {
        Path log = logs.resolve("worker-" + processes.size() + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.onrush.runner.cli.Onrush",
                "--worker"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(process);
        process.onExit().thenAccept(exited -> ended.accept(log, exited.exitValue()));
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
