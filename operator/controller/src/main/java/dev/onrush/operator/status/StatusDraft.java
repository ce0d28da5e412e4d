package dev.onrush.operator.status;

import static dev.onrush.contract.status.Condition.Status.False;
import static dev.onrush.contract.status.Condition.Status.True;
import static dev.onrush.contract.status.Condition.Status.Unknown;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.ConditionSet;
import dev.onrush.contract.status.JobReferences;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import dev.onrush.contract.status.StatusFactory;
import dev.onrush.contract.status.SummaryConditions;
import dev.onrush.operator.api.LoadTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The next status: the present one and what became known since. What nobody says anew stays, the last live results above all. */
public final class StatusDraft {
    private final LoadTestStatus before;
    private final Long generation;
    private final int desired;
    private final Instant now;
    private final ConditionSet conditions;
    private String runId;
    private String planHash;
    private JobReferences jobs;
    private String completionTime;
    private WorkerCounts workers;
    private RunSummary summary;

    public StatusDraft(LoadTest test, Instant now) {
        this.before = test.getStatus();
        this.generation = test.getMetadata().getGeneration();
        this.desired = test.getSpec().cores();
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.conditions = new ConditionSet(before == null ? null : before.conditions(), now, generation);
        if (before != null) {
            runId = before.runId();
            planHash = before.planHash();
            jobs = before.jobs();
            completionTime = before.completionTime();
            workers = before.workers();
        }
    }

    /** The plan cannot be read yet, which time may change. */
    public StatusDraft pending(String reason, String message) {
        conditions.set(Condition.Types.PLAN_VALID, False, reason, message);
        conditions.set(Condition.Types.PASSED, Unknown, reason, "the test has not started");
        SummaryConditions.progress(Phase.Pending.name(), message, conditions);
        completionTime = null;
        return this;
    }

    /** The run begins: from here on it has a name, and everything that is made carries it. */
    public StatusDraft begin(String newRunId, PlanFiles plan) {
        runId = newRunId;
        planHash = plan.isInImage() ? null : plan.hash();
        workers = new WorkerCounts(desired, 0, 0);
        completionTime = null;
        if (plan.isCode()) {
            conditions.set(
                    Condition.Types.PLAN_VALID,
                    Unknown,
                    OperatorReasons.CHECKED_BY_MASTER,
                    plan.isInImage()
                            ? "the plan is in the image: the master reads and checks it"
                            : "the plan is in Java: the master compiles and checks it");
        } else {
            conditions.set(Condition.Types.PLAN_VALID, True, "Valid", "the plan was read and checked");
        }
        return starting(Optional.empty(), "the master and the workers are being created");
    }

    public StatusDraft planHash(String hash) {
        planHash = hash;
        return this;
    }

    public StatusDraft jobs(JobReferences references) {
        jobs = references;
        return this;
    }

    /**
     * Pods are on their way.
     *
     * @param problem the reason when something keeps them
     */
    public StatusDraft starting(Optional<String> problem, String message) {
        conditions.set(Condition.Types.WORKERS_READY, False, problem.orElse("Waiting"), message);
        conditions.set(Condition.Types.PASSED, Unknown, Phase.Starting.name(), "the test has not ended");
        SummaryConditions.progress(Phase.Starting.name(), message, conditions);
        return this;
    }

    /** What the master says, live or at its end. */
    public StatusDraft summary(RunSummary latest) {
        summary = latest;
        // A master that answers has its plan.
        conditions
                .get(Condition.Types.PLAN_VALID)
                .filter(valid -> valid.status() == Unknown && latest.state() != RunState.Error)
                .ifPresent(
                        _ -> conditions.set(Condition.Types.PLAN_VALID, True, "Valid", "the master checked the plan"));
        if (planHash == null) {
            // Of a plan in an image only the master knows it.
            planHash = latest.planHash();
        }
        SummaryConditions.apply(latest, conditions);
        workers = latest.workers() == null ? workers : latest.workers();
        if (latest.state().isFinal()) {
            completionTime = latest.completionTime() == null ? now.toString() : latest.completionTime();
        }
        return this;
    }

    /** The master waits for workers, and there is more to say about why. */
    public StatusDraft waitingBecause(String reason, String message) {
        if (summary != null && summary.state() == RunState.Starting) {
            starting(Optional.of(reason), message);
        }
        return this;
    }

    /** The run could not take place, or not to its end. */
    public StatusDraft error(String reason, String message) {
        SummaryConditions.error(reason, message, conditions);
        completionTime = completionTime == null ? now.toString() : completionTime;
        return this;
    }

    public LoadTestStatus build() {
        Phase phase = Phase.of(conditions.list());
        // The contract's factory bounds the results; without a summary the last live ones stay.
        LoadTestStatus told = summary == null ? before : StatusFactory.of(summary, conditions, jobs, generation);
        return new LoadTestStatus(
                phase,
                StatusFactory.verdict(phase, conditions),
                generation,
                runId,
                planHash,
                jobs,
                told == null || told.startTime() == null ? startTime() : told.startTime(),
                completionTime,
                workers,
                told == null || told.results() == null ? results() : told.results(),
                told == null || told.thresholds() == null ? thresholds() : told.thresholds(),
                conditions.list());
    }

    private String startTime() {
        return before == null ? null : before.startTime();
    }

    private Results results() {
        return before == null ? null : before.results();
    }

    private List<ThresholdResult> thresholds() {
        return before == null ? null : before.thresholds();
    }
}
