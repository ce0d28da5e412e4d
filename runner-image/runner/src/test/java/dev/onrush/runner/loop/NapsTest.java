package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NapsTest {
    private static final long START = Long.MAX_VALUE - Naps.AWAKE / 2;

    private final Naps naps = new Naps(START);

    @Test
    void whoHasBeenAwakeForTooLongTakesANap() {
        assertFalse(naps.isDue(START + Naps.AWAKE, true));
        assertTrue(naps.isDue(START + Naps.AWAKE + 1, true));
    }

    @Test
    void whoSleptAnywayNeedsNone() {
        long awake = START + Naps.AWAKE;
        naps.slept(awake);
        assertFalse(naps.isDue(awake + Naps.AWAKE, true));
        assertTrue(naps.isDue(awake + Naps.AWAKE + 1, true));
    }

    @Test
    void itIsTiredWellBeforeItNaps() {
        assertFalse(naps.isTired(START + Naps.AWAKE / 2));
        assertTrue(naps.isTired(START + Naps.AWAKE / 2 + 1));
    }

    @Test
    void whoWasOnTheCoreAllTheTimeDidNotSleep() {
        assertTrue(Naps.isSleep(Naps.ASLEEP + 5_000, 5_000));
        assertFalse(Naps.isSleep(Naps.ASLEEP + 5_000, 5_001));
    }

    @Test
    void aNapThatWasNoneIsFollowedByAnotherBeforeTheTimeSliceIsUsedUp() {
        long leastSlice = 700_000;
        assertTrue(2 * (Naps.AWAKE + Naps.NAP) < leastSlice);
    }

    @Test
    void whoCatchesUpNapsAndWhoIsFarBehindDoesNot() {
        long end = START + Naps.CATCHING_UP;
        assertTrue(naps.isDue(end, false));
        assertFalse(naps.isDue(end + 1, false));
        assertTrue(naps.isDue(end + 2, true));
        assertTrue(naps.isDue(end + 3, false));
    }
}
