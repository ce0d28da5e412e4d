package dev.onrush.runner.cli;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;

/** What a run tells the shell. */
final class ExitCodes {
    static final int PASSED = 0;
    static final int THRESHOLD_FAILED = 1;
    static final int COULD_NOT_RUN = 2;

    private ExitCodes() {}

    /** What {@code onrush run} ends with: the verdict, and nothing else. */
    static int of(RunSummary summary) {
        if (summary.state() != RunState.Finished) {
            return COULD_NOT_RUN;
        }
        return summary.passed() ? PASSED : THRESHOLD_FAILED;
    }

    /**
     * The same with failures as Locust counts them: any is an error. Where there are thresholds, they decide.
     *
     * @param onError the code for that; null for Locust's default, 1, which thresholds take the place of
     */
    static int of(RunSummary summary, Integer onError) {
        if (RunSummary.Reasons.START_DEADLINE_EXCEEDED.equals(summary.reason())) {
            // As Locust, when it gives up waiting for workers.
            return THRESHOLD_FAILED;
        }
        int verdict = of(summary);
        boolean judged = summary.thresholds() != null && !summary.thresholds().isEmpty();
        boolean failures = summary.results() != null && summary.results().failures() > 0;
        if (verdict != PASSED || !failures || judged && onError == null) {
            return verdict;
        }
        return onError == null ? 1 : onError;
    }
}
