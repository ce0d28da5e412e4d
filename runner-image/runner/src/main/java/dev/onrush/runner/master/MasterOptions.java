package dev.onrush.runner.master;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunDefinition;
import java.time.Duration;

/** What a master runs, and how. */
public record MasterOptions(
        String runId, RunDefinition definition, PlanFiles plan, WorkerPort port, Timing timing, SessionPart session) {
    /**
     * The protocol's intervals.
     *
     * @param lease a worker that is silent for longer is lost
     * @param startDelay how long before all workers begin they are told to
     */
    public record Timing(Duration heartbeat, Duration lease, Duration report, Duration tick, Duration startDelay) {
        public static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofMillis(300));
    }
}
