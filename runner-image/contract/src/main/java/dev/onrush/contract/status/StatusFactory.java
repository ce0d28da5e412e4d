package dev.onrush.contract.status;

import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunSummary;

/** Assembles a status from a summary and conditions. */
public final class StatusFactory {
    private StatusFactory() {}

    /**
     * @param summary the master's latest
     * @param conditions already applied by {@link SummaryConditions}
     * @param jobs the run's Jobs; null where there are none
     * @param generation of the spec; null where there is none
     */
    public static LoadTestStatus of(RunSummary summary, ConditionSet conditions, JobReferences jobs, Long generation) {
        Phase phase = Phase.of(conditions.list());
        Results results =
                summary.results() == null ? null : summary.results().bounded(Results.MAX_NAMES, Results.MAX_ERRORS);
        return new LoadTestStatus(
                phase,
                verdict(phase, conditions),
                generation,
                summary.runId(),
                summary.planHash(),
                jobs,
                summary.startTime(),
                summary.completionTime(),
                summary.workers(),
                results,
                summary.thresholds(),
                conditions.list());
    }

    /** The verdict in words, null until there is one. */
    public static String verdict(Phase phase, ConditionSet conditions) {
        boolean untrusted = conditions
                .get(Condition.Types.TRUSTWORTHY)
                .filter(c -> c.status() == Condition.Status.False)
                .isPresent();
        String suffix = untrusted ? " (untrusted)" : "";
        return switch (phase) {
            case Succeeded -> "Passed" + suffix;
            case Failed -> (undecided(conditions) ? "Undecided" : "Failed") + suffix;
            case Error -> "Error";
            case Pending, Starting, Running, Stopping -> null;
        };
    }

    private static boolean undecided(ConditionSet conditions) {
        return conditions
                .get(Condition.Types.PASSED)
                .filter(c -> c.status() == Condition.Status.Unknown)
                .isPresent();
    }
}
