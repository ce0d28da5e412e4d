package dev.onrush.runner.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, as a person starts it. */
final class Program implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Program start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    static Program start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = command(arguments);
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), out, err);
    }

    /** What a shell would be given. */
    static List<String> command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(signalsAsAtATerminal());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.onrush.runner.cli.Onrush"));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * A build that runs in the background has SIGINT ignored, children inherit that, and Java respects it; at a terminal it is not.
     * Where env cannot reset signals, the program starts as it is.
     */
    private static List<String> signalsAsAtATerminal() throws IOException {
        List<String> reset = List.of("env", "--default-signal=INT");
        try {
            List<String> attempt = new ArrayList<>(reset);
            attempt.add("true");
            Process process =
                    new ProcessBuilder(attempt).redirectErrorStream(true).start();
            return process.waitFor() == 0 ? reset : List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The exit code; a program that does not end within two minutes fails the test. */
    int exitCode() throws Exception {
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> "still running; " + error());
        return process.exitValue();
    }

    /** What Ctrl-C does: the signal goes to the program and to every process that it started. */
    void interrupt() throws Exception {
        List<ProcessHandle> group = new ArrayList<>(process.descendants().toList());
        group.add(process.toHandle());
        for (ProcessHandle member : group) {
            new ProcessBuilder("kill", "-INT", Long.toString(member.pid()))
                    .start()
                    .waitFor();
        }
    }

    List<ProcessHandle> children() {
        return process.children().toList();
    }

    String output() {
        return read(out);
    }

    String error() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
