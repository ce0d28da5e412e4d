package dev.onrush.operator.loadtest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadChangeTest {
    private static final Load WANTED = new Load(40, "5", "10m", null);

    @Test
    void anotherNumberOfUsersOrAnotherRateIsDue() {
        assertTrue(LoadChange.isDue(WANTED, pursuing(RunState.Running, new Load(10, "5", null, null))));
        assertTrue(LoadChange.isDue(WANTED, pursuing(RunState.Starting, new Load(40, "2.5", null, null))));
        assertFalse(LoadChange.isDue(WANTED, pursuing(RunState.Running, new Load(40, "5.0", null, null))));
        assertFalse(LoadChange.isDue(WANTED, pursuing(RunState.Stopping, new Load(10, "5", null, null))));
    }

    /** Its load has stages, or its plan a load shape. */
    @Test
    void aMasterThatPursuesNoNumberIsLeftAlone() {
        assertFalse(LoadChange.isDue(WANTED, pursuing(RunState.Running, null)));
        Load stages = new Load(null, null, null, List.of(new Stage(5, "1m")));
        assertFalse(LoadChange.isDue(stages, pursuing(RunState.Running, new Load(10, "5", null, null))));
    }

    private static RunSummary pursuing(RunState state, Load load) {
        return new RunSummary("r1", state, null, null, null, null, null, load, null, List.of(), null, null);
    }
}
