package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.runner.bus.Messages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WelcomeTest {
    private static Messages.Registered registered(String run, String target, String epoch) {
        return new Messages.Registered(run, 0, target, 1_000, 10_000, 1_000, 30_000, Map.of(), epoch, null, 0, 0L);
    }

    @Test
    void theFirstTimeThereIsARunOrNone() {
        assertEquals(Welcome.WITHOUT_RUN, Welcome.of(null, registered("run", null, "1")));
        assertEquals(Welcome.TO_RUN, Welcome.of(null, registered("run", "http://target", "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "run, http://target, run, http://target, 1, BACK",
        "run, http://target, run, http://target, 2, BACK_TO_ANOTHER_MASTER",
        "run, http://target, run, , 2, BACK_TO_NO_RUN",
        "run, http://target, run, , 1, BACK_TO_NO_RUN",
        "run, , run, , 1, BACK",
        "run, , run, , 2, BACK_TO_ANOTHER_MASTER",
        "run, , other, http://target, 1, TO_ANOTHER_RUN",
        "run, http://target, other, , 2, TO_ANOTHER_RUN"
    })
    void whoComesBackMayFindAnotherMasterOrAnotherRun(
            String run, String target, String nowRun, String nowTarget, String nowEpoch, Welcome expected) {
        assertEquals(expected, Welcome.of(registered(run, target, "1"), registered(nowRun, nowTarget, nowEpoch)));
    }
}
