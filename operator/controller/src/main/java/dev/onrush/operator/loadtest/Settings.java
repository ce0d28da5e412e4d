package dev.onrush.operator.loadtest;

import java.time.Clock;
import java.time.Duration;

/**
 * What the reconciler is told from outside.
 *
 * @param runnerImage the runner's image unless a LoadTest names another
 * @param poll how often a live master is asked
 * @param farewell how long workers of a run that ended may take to end by themselves
 */
public record Settings(String runnerImage, Duration poll, Duration farewell, Clock clock) {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    public static Settings of(String runnerImage) {
        return new Settings(runnerImage, POLL, FAREWELL, Clock.systemUTC());
    }
}
