package dev.onrush.runner.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program onrush on one of the hosts. */
final class Program implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 180;

    private final String name;
    private final Process process;
    private final Path out;
    private final Path log;

    /** @param on what goes before the command, such as the namespace */
    Program(Path directory, String name, List<String> on, String... arguments) throws IOException {
        this.name = name;
        this.out = directory.resolve(name + ".out");
        this.log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>(on);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.onrush.runner.cli.Onrush"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(directory.resolve(name)).toFile())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("ONRUSH_"));
        process = builder.start();
    }

    /** Freezes the process, as a host that is overloaded or suspended does. */
    void freeze() throws IOException {
        signal("STOP");
    }

    void thaw() throws IOException {
        signal("CONT");
    }

    void kill() throws IOException {
        signal("KILL");
        exitCode();
    }

    /** {@code ip netns exec} and {@code env} become the program that they start; {@code unshare} has it as a child. */
    private void signal(String signal) throws IOException {
        long pid = process.children().findFirst().map(ProcessHandle::pid).orElse(process.pid());
        Commands.run("kill -" + signal + " " + pid);
    }

    int exitCode() throws IOException {
        if (!Commands.ends(process, PATIENCE_SECONDS)) {
            throw new IOException(name + " is still running\n" + log());
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(out);
    }

    String log() throws IOException {
        return name + ":\n" + Files.readString(log);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
