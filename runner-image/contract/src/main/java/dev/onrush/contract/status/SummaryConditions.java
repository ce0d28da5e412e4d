package dev.onrush.contract.status;

import static dev.onrush.contract.status.Condition.Status.False;
import static dev.onrush.contract.status.Condition.Status.True;
import static dev.onrush.contract.status.Condition.Status.Unknown;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.ThresholdResult;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.status.Condition.Types;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns a master's summary into conditions; the same rules in a cluster and on a laptop. */
public final class SummaryConditions {
    private SummaryConditions() {}

    public static void apply(RunSummary summary, ConditionSet conditions) {
        switch (summary.state()) {
            case Starting, Running, Stopping -> inProgress(summary, conditions);
            case Finished -> finished(summary, conditions);
            case Error -> error(summary.reason(), summary.message(), conditions);
        }
    }

    /** The run could not take place, for a reason that the master or the operator found. */
    public static void error(String reason, String message, ConditionSet conditions) {
        boolean plan = reason.equals(RunSummary.Reasons.INVALID_PLAN) || reason.equals(RunSummary.Reasons.INVALID_SPEC);
        if (plan) {
            conditions.set(Types.PLAN_VALID, False, reason, message);
        }
        conditions.set(Types.COMPLETE, True, reason, message);
        conditions.set(Types.PASSED, Unknown, reason, "the run gave no verdict");
        conditions.set(Types.STALLED, True, reason, message);
        conditions.set(Types.READY, False, reason, message);
    }

    /** Complete is False with the phase as its reason. */
    public static void progress(String phase, String message, ConditionSet conditions) {
        conditions.set(Types.COMPLETE, False, phase, message);
        conditions.set(Types.READY, False, phase, message);
        conditions.set(Types.STALLED, False, phase, message);
    }

    private static void inProgress(RunSummary summary, ConditionSet conditions) {
        workers(summary, conditions);
        progress(summary.state().name(), summary.message(), conditions);
        conditions.set(Types.PASSED, Unknown, summary.state().name(), "the test has not ended");
        if (summary.state() != RunState.Starting) {
            trust(summary, conditions);
        }
    }

    private static void finished(RunSummary summary, ConditionSet conditions) {
        conditions.set(Types.PLAN_VALID, True, "Valid", "the plan ran");
        workers(summary, conditions);
        trust(summary, conditions);
        conditions.set(Types.COMPLETE, True, Phase.RAN, summary.message());
        List<ThresholdResult> thresholds = summary.thresholds() == null ? List.of() : summary.thresholds();
        if (summary.passed()) {
            boolean none = thresholds.isEmpty();
            String message = none ? "the test ran; it has no thresholds" : "every threshold held";
            conditions.set(Types.PASSED, True, none ? "NoThresholds" : "ThresholdsHeld", message);
            conditions.set(Types.STALLED, False, "Passed", message);
            conditions.set(Types.READY, True, "Passed", message);
        } else if (thresholds.stream().anyMatch(t -> t.result() == ThresholdResult.Outcome.Failed)) {
            notPassed(
                    False, "ThresholdFailed", list("failed: ", thresholds, ThresholdResult.Outcome.Failed), conditions);
        } else {
            String message = list("undecided: ", thresholds, ThresholdResult.Outcome.Undecided);
            notPassed(Unknown, "ThresholdUndecided", message, conditions);
        }
    }

    private static void notPassed(Condition.Status passed, String reason, String message, ConditionSet conditions) {
        conditions.set(Types.PASSED, passed, reason, message);
        conditions.set(Types.STALLED, True, reason, message);
        conditions.set(Types.READY, False, reason, message);
    }

    private static String list(String prefix, List<ThresholdResult> thresholds, ThresholdResult.Outcome outcome) {
        return thresholds.stream()
                .filter(t -> t.result() == outcome)
                .map(t -> t.expression() + " (observed " + t.observed() + ")")
                .collect(Collectors.joining("; ", prefix, ""));
    }

    private static void workers(RunSummary summary, ConditionSet conditions) {
        WorkerCounts workers = summary.workers();
        if (workers == null) {
            return;
        }
        String counts = workers.connected() + " of " + workers.desired() + " workers connected";
        if (summary.state() == RunState.Starting) {
            conditions.set(Types.WORKERS_READY, False, "Waiting", counts);
        } else if (workers.missing() > 0) {
            conditions.set(
                    Types.WORKERS_READY,
                    False,
                    "WorkersMissing",
                    workers.missing() + " of " + workers.desired() + " workers missing");
        } else {
            conditions.set(
                    Types.WORKERS_READY, True, "AllConnected", "all " + workers.desired() + " workers took part");
        }
    }

    private static void trust(RunSummary summary, ConditionSet conditions) {
        List<RunSummary.Distrust> reasons = summary.untrusted() == null ? List.of() : summary.untrusted();
        if (reasons.isEmpty()) {
            conditions.set(Types.TRUSTWORTHY, True, "GeneratorHealthy", "nothing speaks against the numbers");
        } else {
            String why = reasons.stream().map(RunSummary.Distrust::message).collect(Collectors.joining("; "));
            conditions.set(Types.TRUSTWORTHY, False, reasons.get(0).reason(), why + standing(summary));
        }
    }

    /** The thresholds' results that hold whatever the generator did. */
    private static String standing(RunSummary summary) {
        if (summary.state() != RunState.Finished || summary.thresholds() == null) {
            return "";
        }
        String standing = summary.thresholds().stream()
                .filter(ThresholdResult::trustworthy)
                .map(t -> t.expression() + " " + t.result().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("; "));
        return standing.isEmpty() ? "" : "; sure all the same: " + standing;
    }
}
