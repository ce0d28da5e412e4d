package dev.onrush.runner.worker;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.Token;
import java.time.Duration;

/**
 * What a worker needs to know before it can ask its master.
 *
 * @param connectFor how long it tries to reach the master before the run begins for it
 */
public record WorkerOptions(String masterHost, int masterPort, Token token, PlanFiles plan, Duration connectFor) {}
