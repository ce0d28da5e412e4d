package dev.onrush.runner.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOffsetTest {
    /** The worker's clock ahead of the master's. */
    private static final long AHEAD = -7_000_000_123_456L;

    private final ClockOffset offset = new ClockOffset();

    /** A question that took this long to the master and its answer that long back, on two clocks that run alike. */
    private void heard(long sent, long there, long back) {
        offset.heard(sent, MasterClock.micros(sent + there - AHEAD), sent + there + back);
    }

    private static long micros(long micros) {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }

    @Test
    void nothingIsKnownBeforeAnAnswer() {
        assertFalse(offset.isKnown());
        heard(0, 10, 10);
        assertTrue(offset.isKnown());
    }

    @Test
    void oneAnswerIsRightToHalfItsRoundTrip() {
        heard(0, micros(200), micros(200));
        assertEquals(AHEAD, offset.local(0), 1_000);
        assertEquals(micros(200), offset.bound(micros(400)), 1_000);
    }

    @Test
    void whatWaysOfDifferentLengthsLeaveBetweenThemIsNarrowerThanEach() {
        heard(0, micros(900), micros(10));
        heard(micros(1_000), micros(10), micros(900));
        assertTrue(offset.bound(micros(2_000)) <= micros(12), () -> "bound " + offset.bound(micros(2_000)));
        assertEquals(AHEAD, offset.local(0), offset.bound(micros(2_000)));
    }

    @Test
    void aSlowAnswerSpoilsNothing() {
        heard(0, micros(20), micros(20));
        heard(micros(100), micros(90_000), micros(5));
        assertTrue(offset.bound(micros(95_000)) <= micros(32), "20 us, the drift of 95 ms and a fraction");
    }

    @Test
    void theBoundWidensAsAnswersAge() {
        heard(0, micros(20), micros(20));
        long now = TimeUnit.SECONDS.toNanos(10);
        assertEquals(micros(1_020), offset.bound(now), micros(3));
        heard(now, micros(20), micros(20));
        assertTrue(offset.bound(now + micros(40)) <= micros(22));
    }

    @Test
    void aClockThatStoodStillIsFollowed() {
        heard(0, micros(20), micros(20));
        long behind = TimeUnit.SECONDS.toNanos(3);
        long sent = micros(1_000);
        offset.heard(sent, MasterClock.micros(sent + micros(20) - AHEAD + behind), sent + micros(40));
        assertEquals(AHEAD - behind, offset.local(0), offset.bound(sent + micros(40)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 40e-6, -90e-6})
    void theTruthIsAlwaysWithinTheBound(double drift) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        long now = 0;
        for (int i = 0; i < 10_000; i++) {
            long sent = now + random.nextLong(TimeUnit.SECONDS.toNanos(1));
            long there = (long) (micros(30) * (1 + random.nextExponential()));
            long back = (long) (micros(30) * (1 + random.nextExponential()));
            now = sent + there + back;
            offset.heard(sent, MasterClock.micros(masters(sent + there, drift)), now);
            long wanted = now + TimeUnit.MILLISECONDS.toNanos(300);
            long wrong = offset.local(MasterClock.micros(masters(wanted, drift))) - wanted;
            assertTrue(
                    Math.abs(wrong) <= offset.bound(wanted) + 1_000,
                    () -> "wrong by " + wrong + " of " + offset.bound(wanted));
        }
    }

    private static long masters(long local, double drift) {
        return local - AHEAD + (long) (local * drift);
    }
}
