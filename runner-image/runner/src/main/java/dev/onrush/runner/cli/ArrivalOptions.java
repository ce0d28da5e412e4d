package dev.onrush.runner.cli;

import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.run.ArrivalRate;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The open model: a rate of arrivals instead of a number of users. */
final class ArrivalOptions {
    @Option(
            names = "--arrival-rate",
            paramLabel = "N",
            description =
                    "Instead of a number of users: iterations started per second, all workers together, however long those before take.")
    private String rate;

    @Option(
            names = "--max-users",
            paramLabel = "N",
            description =
                    "With --arrival-rate: the most virtual users at a time; arrivals beyond them wait (default: 10000).")
    private Integer maxUsers;

    @Option(
            names = "--max-start-delay",
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            description =
                    "With --arrival-rate: how long an arrival waits for a user before it is dropped (default: 1m).")
    private Duration maxStartDelay;

    @Option(
            names = "--arrival-distribution",
            paramLabel = "Even|Poisson",
            description = "With --arrival-rate: at equal distances or at random (default: Even).")
    private ArrivalRate.Distribution distribution;

    /** Null where a number of users is wanted. */
    ArrivalRate arrivals() {
        return rate == null
                ? null
                : new ArrivalRate(
                        rate,
                        null,
                        maxUsers,
                        maxStartDelay == null ? null : Durations.format(maxStartDelay),
                        distribution);
    }
}
