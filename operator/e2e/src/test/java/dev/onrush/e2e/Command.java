package dev.onrush.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program on this machine, run as a person would run it in the project's directory. */
final class Command {
    static final Path ROOT =
            Path.of(System.getProperty("onrush.root", "../..")).toAbsolutePath().normalize();
    private static final long MINUTES = 5;

    private Command() {}

    /** What a program said, standard output and error together, and how it ended. */
    record Result(String output, int exitCode) {
        /** The output of a program that ended well. */
        String expectSuccess() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ": " + output);
            }
            return output;
        }
    }

    static Result run(List<String> command) {
        return run(command, "");
    }

    static Result run(List<String> command, String input) {
        try {
            Path given = Files.writeString(Files.createTempFile("onrush-e2e", ".in"), input);
            Path said = Files.createTempFile("onrush-e2e", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectInput(given.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " did not end within " + MINUTES + " minutes");
                }
                return new Result(Files.readString(said, StandardCharsets.UTF_8), process.exitValue());
            } finally {
                Files.delete(given);
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
