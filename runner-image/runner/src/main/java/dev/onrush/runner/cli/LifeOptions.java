package dev.onrush.runner.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When a test starts, and when the program ends. */
final class LifeOptions {
    @Option(
            names = "--headless",
            description = "Start when the workers are there and end with the test, without waiting for the HTTP API.")
    private boolean headless;

    @Option(
            names = "--autostart",
            description = "Start when the workers are there, as --headless, but stay for the HTTP API.")
    private boolean autostart;

    @Option(
            names = "--autoquit",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "With --autostart: end that long after the test (default: stay).")
    private Duration autoquit;

    boolean headless() {
        return headless;
    }

    boolean startsAtOnce() {
        return headless || autostart;
    }

    /** How long to wait for another run before the program ends; empty for as long as it takes. */
    Optional<Duration> patienceAfterRun() {
        return autostart ? Optional.ofNullable(autoquit) : Optional.empty();
    }
}
