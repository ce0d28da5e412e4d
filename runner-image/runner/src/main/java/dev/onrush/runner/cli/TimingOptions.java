package dev.onrush.runner.cli;

import dev.onrush.runner.master.MasterOptions;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How often workers are heard, and how long their silence is borne. The master decides, and tells its workers. */
final class TimingOptions {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

    /** Fewer beats to a lease, and one that is late would cost a worker its users. */
    private static final int BEATS_PER_LEASE = 3;

    @Option(
            names = "--heartbeat-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "1s",
            description = "How often workers say that they live (default: 1s).")
    private Duration heartbeat;

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "10s",
            description =
                    "A worker that is silent for longer counts as missing and its users go to others; one that does not hear its master for so long stops its users (default: 10s).")
    private Duration lease;

    @Option(
            names = "--report-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "1s",
            description = "How often workers report what they measured (default: 1s).")
    private Duration report;

    MasterOptions.Timing timing() throws IOException {
        atLeast("--heartbeat-interval", heartbeat, SHORTEST_INTERVAL);
        atLeast("--report-interval", report, SHORTEST_INTERVAL);
        atLeast("--lease", lease, heartbeat.multipliedBy(BEATS_PER_LEASE));
        MasterOptions.Timing usual = MasterOptions.Timing.DEFAULT;
        return new MasterOptions.Timing(heartbeat, lease, report, usual.tick(), usual.startDelay());
    }

    private static void atLeast(String option, Duration value, Duration least) throws IOException {
        if (value.compareTo(least) < 0) {
            throw new IOException(
                    option + ": expected at least " + least.toMillis() + "ms, found " + value.toMillis() + "ms");
        }
    }
}
