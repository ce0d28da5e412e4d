package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantPolicyTest {
    private static final long START = -1_000_000_007L;

    private final GrantPolicy policy = new GrantPolicy(START);

    private long ahead(long started, long known, long millis) {
        return policy.reserve(started, known, START + TimeUnit.MILLISECONDS.toNanos(millis)) - started;
    }

    @Test
    void aWorkerAsksForTwoSecondsOfItsRateButNeverForLittle() {
        assertEquals(GrantPolicy.MIN_AHEAD, ahead(0, 0, 1));
        assertEquals(GrantPolicy.MIN_AHEAD, ahead(100, 0, 1_000));
        assertEquals(100_000, ahead(50_100, 0, 2_000));
        assertEquals(200_000, ahead(100_100, 0, 2_500), "in half a second as many as in the second before");
        assertEquals(GrantPolicy.MIN_AHEAD, ahead(100_100, 0, 3_500), "it is its present rate");
    }

    @Test
    void whatIsKnownToComeIsAskedFor() {
        assertEquals(7_000, ahead(0, 7_000, 1_000));
        assertEquals(GrantPolicy.MIN_AHEAD, ahead(0, 10, 2_000));
    }

    @Test
    void aQuestionInBetweenDoesNotMakeTheRateSmall() {
        assertEquals(20_000, ahead(10_000, 0, 1_000));
        assertEquals(20_000, ahead(10_010, 0, 1_001));
        assertEquals(20_000, ahead(11_990, 0, 1_199));
        assertEquals(20_000, ahead(20_000, 0, 2_000));
    }

    @Test
    void aBurstIsNoRate() {
        assertEquals(5_000, ahead(500, 0, 1));
    }

    /** Asking when half of the grant is used, and with a heartbeat each second, as a worker does, whose answers take a millisecond. */
    @ParameterizedTest
    @ValueSource(ints = {100, 5_000, 100_000, 1_000_000})
    void aSteadyLoadAsksHardlyMoreOftenThanItsHeartBeats(int perSecond) {
        long granted = 0;
        long half = 0;
        int asked = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            long started = (long) perSecond * millis / 1_000;
            if (millis >= 1_000) {
                assertTrue(started <= granted, "it waits at " + millis + " ms");
            }
            if (millis % 1_000 == 0 || started >= half) {
                granted = Math.max(granted, started + ahead(started, 0, millis));
                half = started + (granted - started) / 2;
                asked++;
            }
        }
        assertTrue(asked <= 30, asked + " times in 10 s");
    }
}
