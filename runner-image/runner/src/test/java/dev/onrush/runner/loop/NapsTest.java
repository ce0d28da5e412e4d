package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    void aNapThatNobodyHadTheCoreInIsFollowedByLongerOnes() {
        long enough = 25_000;
        for (int i = 0; i < 1_000; i++) {
            long nap = naps.nap();
            naps.napped(nap + 30_000, nap < enough ? nap + 30_000 : 30_000);
        }
        assertEquals(enough, naps.nap(), 2_000);
    }

    @Test
    void napsBecomeNoLongerThanALoopCanBear() {
        for (int i = 0; i < 1_000; i++) {
            naps.napped(50_000, 50_000 - Naps.ASLEEP / 2);
        }
        assertEquals(Naps.LONGEST_NAP, naps.nap());
    }

    @Test
    void napsAreShortAgainWhereThatIsEnough() {
        naps.napped(50_000, 50_000);
        for (int i = 0; i < 1_000; i++) {
            naps.napped(naps.nap(), 3_000);
        }
        assertEquals(Naps.NAP, naps.nap());
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
