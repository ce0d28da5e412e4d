package dev.onrush.runner.worker;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.hooks.PlanRuntime;
import java.util.Optional;

/** A worker process's plan: loaded once, and then the same in every run. */
public final class WorkerPlan {
    private final Optional<PlanFiles> files;
    private String hash;
    private PlanRuntime runtime;

    private WorkerPlan(Optional<PlanFiles> files, PlanRuntime runtime) {
        this.files = files;
        this.runtime = runtime;
    }

    /** Of a process that is only a worker. @param files empty for the master's, which are fetched from it */
    public static WorkerPlan of(Optional<PlanFiles> files) {
        return new WorkerPlan(files, null);
    }

    /** Of a process that is also the master and has loaded the plan already. */
    public static WorkerPlan shared(PlanRuntime runtime) {
        WorkerPlan plan = new WorkerPlan(Optional.of(runtime.plan().files()), runtime);
        plan.hash = runtime.plan().files().hash();
        return plan;
    }

    /** Empty for the master's, which are fetched from it. */
    public Optional<PlanFiles> files() {
        return files;
    }

    /** The process is about to end; whoever shares the plan has its own end. */
    public synchronized void end(int exitCode) {
        if (runtime != null && runtime.role() == Role.WORKER) {
            runtime.end(exitCode);
        }
    }

    /** @throws InvalidInputException when the plan is wrong */
    public synchronized PlanRuntime runtime(PlanFiles now) throws InvalidInputException {
        if (runtime == null || !now.hash().equals(hash)) {
            runtime = PlanRuntime.of(now, Role.WORKER);
            hash = now.hash();
        }
        return runtime;
    }
}
