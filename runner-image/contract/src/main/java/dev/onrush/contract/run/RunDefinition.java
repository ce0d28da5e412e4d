package dev.onrush.contract.run;

import dev.onrush.contract.threshold.Threshold;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A {@link RunSpec} that was checked, with its defaults filled in.
 *
 * @param target http or https, with a host
 * @param workers one or more
 */
public record RunDefinition(
        URI target,
        LoadShape shape,
        int workers,
        List<Threshold> thresholds,
        Duration stopTimeout,
        Duration startDeadline,
        LostWorkers lostWorkers) {
    public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_START_DEADLINE = Duration.ofMinutes(5);
    public static final int MAX_WORKERS = 1_000;
    public static final int MAX_USERS = 10_000_000;
    public static final int MAX_THRESHOLDS = 50;

    /** The same against another target. */
    public RunDefinition withTarget(URI other) {
        return new RunDefinition(other, shape, workers, thresholds, stopTimeout, startDeadline, lostWorkers);
    }

    /** The same, waiting longer or shorter for its workers. */
    public RunDefinition withStartDeadline(Duration other) {
        return new RunDefinition(target, shape, workers, thresholds, stopTimeout, other, lostWorkers);
    }
}
