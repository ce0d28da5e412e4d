package dev.onrush.runner.session;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.runner.bus.ServerCredentials;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.master.ClassChoices;
import dev.onrush.runner.master.Joining;
import dev.onrush.runner.master.MasterOptions;
import dev.onrush.runner.master.SessionPart;
import dev.onrush.runner.master.Takeover;
import dev.onrush.runner.master.WorkerPort;

/**
 * What all runs of a session have in common.
 *
 * @param plan what the files read as
 * @param base what a run has where nobody wishes otherwise
 * @param bindPort the port for workers, 0 for any; every run has the same
 * @param takeover for the run that the session opens with
 * @param joining {@link Joining#STAYING} where a run may follow another
 */
public record SessionOptions(
        PlanFiles files,
        PlanRuntime plan,
        RunSpec base,
        ServerCredentials credentials,
        String bindHost,
        int bindPort,
        MasterOptions.Timing timing,
        Joining joining,
        Takeover takeover,
        ClassChoices classes) {

    /** Of a session that begins anew whatever was before, with the plan's own classes. */
    public SessionOptions(
            PlanFiles files,
            PlanRuntime plan,
            RunSpec base,
            ServerCredentials credentials,
            String bindHost,
            int bindPort,
            MasterOptions.Timing timing,
            Joining joining) {
        this(files, plan, base, credentials, bindHost, bindPort, timing, joining, Takeover.NONE, ClassChoices.NONE);
    }

    /** @param startedWith for a master that starts again; null where it needs none */
    MasterOptions master(
            String runId, RunDefinition definition, Takeover from, ClassChoices chosen, String startedWith) {
        return new MasterOptions(
                runId,
                definition,
                files,
                new WorkerPort(credentials, bindHost, bindPort),
                timing,
                new SessionPart(joining, from, chosen, startedWith));
    }
}
