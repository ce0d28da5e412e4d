package dev.onrush.runner.cli;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;

/** What {@code onrush run} tells the shell. */
final class ExitCodes {
    static final int PASSED = 0;
    static final int THRESHOLD_FAILED = 1;
    static final int COULD_NOT_RUN = 2;

    private ExitCodes() {}

    static int of(RunSummary summary) {
        if (summary.state() != RunState.Finished) {
            return COULD_NOT_RUN;
        }
        return summary.passed() ? PASSED : THRESHOLD_FAILED;
    }
}
