package dev.onrush.runner.cli;

import dev.onrush.runner.log.LogLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Option;

/** What is logged, and where to. */
final class LogOptions {
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    /** Locust's levels; it has one more than there is here. */
    enum Level {
        DEBUG("debug"),
        INFO("info"),
        WARNING("warn"),
        ERROR("error"),
        CRITICAL("error");

        private final String name;

        Level(String name) {
            this.name = name;
        }
    }

    @Option(
            names = {"-L", "--loglevel"},
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "DEBUG, INFO, WARNING, ERROR or CRITICAL (default: INFO).")
    private Level level;

    @Option(
            names = "--logfile",
            paramLabel = "FILE",
            description = "Write the log to this file (default: standard error).")
    private Path file;

    private final LogLines lines = new LogLines();
    private final PrintStream terminal = System.err;

    /** To be called before anything logs. */
    void apply() throws IOException {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, level.name);
        }
        OutputStream to = terminal;
        if (file != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            to = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        System.setErr(new PrintStream(new LogStream(to, lines), true, StandardCharsets.UTF_8));
    }

    /** What a worker process on this machine must be told. */
    List<String> arguments() {
        return List.of("--loglevel", level.toString());
    }

    /** From now on messages are for whoever started the program, and no longer for the log. */
    void end() {
        System.setErr(terminal);
    }

    LogLines lines() {
        return lines;
    }

    /** Where tables go, which are no log. */
    PrintStream terminal() {
        return terminal;
    }
}
