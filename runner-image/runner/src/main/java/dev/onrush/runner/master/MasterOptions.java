package dev.onrush.runner.master;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.ServerCredentials;
import java.time.Duration;

/**
 * What a master runs, and how.
 *
 * @param bindPort 0 for any that is free
 * @param startedWith what its workers keep for a master that starts again and does not know of the run; null where it would know
 */
public record MasterOptions(
        String runId,
        RunDefinition definition,
        PlanFiles plan,
        ServerCredentials credentials,
        String bindHost,
        int bindPort,
        Timing timing,
        Joining joining,
        Takeover takeover,
        ClassChoices classes,
        String startedWith) {

    /** For exactly as many workers as the definition has, which end with the run. */
    public MasterOptions(
            String runId,
            RunDefinition definition,
            PlanFiles plan,
            ServerCredentials credentials,
            String bindHost,
            int bindPort,
            Timing timing) {
        this(runId, definition, plan, credentials, bindHost, bindPort, timing, Joining.EXACT, Takeover.NONE);
    }

    /** With the plan's own classes. */
    public MasterOptions(
            String runId,
            RunDefinition definition,
            PlanFiles plan,
            ServerCredentials credentials,
            String bindHost,
            int bindPort,
            Timing timing,
            Joining joining,
            Takeover takeover) {
        this(
                runId,
                definition,
                plan,
                credentials,
                bindHost,
                bindPort,
                timing,
                joining,
                takeover,
                ClassChoices.NONE,
                null);
    }

    /**
     * The protocol's intervals.
     *
     * @param lease a worker that is silent for longer is lost
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
