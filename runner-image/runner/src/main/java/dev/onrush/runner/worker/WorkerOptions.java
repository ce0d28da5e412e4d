package dev.onrush.runner.worker;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.ClientCredentials;
import java.time.Duration;

/**
 * What a worker needs to know before it can ask its master.
 *
 * @param connectFor how long it tries to reach the master before the run begins for it
 */
public record WorkerOptions(
        String masterHost, int masterPort, ClientCredentials credentials, PlanFiles plan, Duration connectFor) {}
