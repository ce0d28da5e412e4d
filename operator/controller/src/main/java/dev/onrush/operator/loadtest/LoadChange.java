package dev.onrush.operator.loadtest;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RunSpecReader;
import java.time.Duration;

/** Whether the spec wants another number of users than the master pursues. */
final class LoadChange {
    private LoadChange() {}

    static boolean isDue(Load wanted, RunSummary summary) {
        boolean open = summary.state() == RunState.Starting || summary.state() == RunState.Running;
        if (!open || wanted == null || wanted.users() == null || summary.load() == null) {
            return false;
        }
        try {
            return !ramp(wanted).equals(ramp(summary.load()));
        } catch (InvalidInputException e) {
            // What the schema cannot rule out, or an older one does not: the test goes on as it was.
            return false;
        }
    }

    private static LoadShape.Ramp ramp(Load load) throws InvalidInputException {
        return RunSpecReader.readChange(load, new LoadShape.Ramp(1, 1, Duration.ZERO));
    }
}
