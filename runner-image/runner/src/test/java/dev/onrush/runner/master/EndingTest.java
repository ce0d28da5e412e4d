package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.runner.hooks.Afterwards;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(10);

    @Test
    void aWorkerMayTakeTheTimeOfItsDrainAndOfBothHooksThatItWaitsFor() {
        Duration hooks = Afterwards.PATIENCE.plus(Afterwards.PATIENCE);
        Duration without = Ending.patience(DRAIN, LEASE, false);
        assertEquals(Duration.ofSeconds(35), without);
        assertEquals(without.plus(hooks), Ending.patience(DRAIN, LEASE, true));
    }
}
