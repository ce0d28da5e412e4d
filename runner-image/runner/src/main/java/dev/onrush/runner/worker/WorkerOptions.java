package dev.onrush.runner.worker;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.log.LogLines;
import java.time.Duration;
import java.util.Optional;

/**
 * What a worker needs to know before it can ask its master.
 *
 * @param plan perhaps the master's, which is then fetched from it
 * @param connectFor how long it tries to reach the master before the run begins for it
 * @param rejoinFor how long it tries to return to a run when the master was silent for the lease and its users are stopped
 * @param compileFor how long it waits at most, before it is ready, until the JVM has compiled what reading the plan left to do
 * @param log of this process, which the master gets; an empty one where that is the master, too
 */
public record WorkerOptions(
        String masterHost,
        int masterPort,
        ClientCredentials credentials,
        WorkerPlan plan,
        Duration connectFor,
        Duration rejoinFor,
        Duration compileFor,
        LogLines log) {
    /** As long as Locust's workers wait for theirs. */
    public static final Duration DEFAULT_REJOIN = Duration.ofSeconds(60);

    /** Of a worker that has the plan. */
    public WorkerOptions(
            String masterHost, int masterPort, ClientCredentials credentials, PlanFiles plan, Duration connectFor) {
        this(masterHost, masterPort, credentials, Optional.of(plan), connectFor, DEFAULT_REJOIN);
    }

    /** Of a process that is only a worker. @param plan empty for the master's */
    public WorkerOptions(
            String masterHost,
            int masterPort,
            ClientCredentials credentials,
            Optional<PlanFiles> plan,
            Duration connectFor,
            Duration rejoinFor) {
        this(
                masterHost,
                masterPort,
                credentials,
                WorkerPlan.of(plan),
                connectFor,
                rejoinFor,
                Duration.ZERO,
                new LogLines());
    }

    /** Of a process that may be master, too. */
    public WorkerOptions(
            String masterHost, int masterPort, ClientCredentials credentials, WorkerPlan plan, Duration connectFor) {
        this(masterHost, masterPort, credentials, plan, connectFor, DEFAULT_REJOIN, Duration.ZERO, new LogLines());
    }
}
