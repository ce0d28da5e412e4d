package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CourtesyTest {
    private final AtomicLong ran = new AtomicLong(7);
    private final Courtesy courtesy = new Courtesy(ran::get);

    private void nap(long othersRan) {
        courtesy.begin();
        ran.addAndGet(othersRan);
        courtesy.end();
    }

    @Test
    void aLoopThatNeverSleepsTriesNowAndThen() {
        assertFalse(courtesy.isDue(Courtesy.TRY_AFTER));
        assertTrue(courtesy.isDue(Courtesy.TRY_AFTER + 1));
        assertEquals(Courtesy.TRY, courtesy.nap());
    }

    @Test
    void whoHasSomethingToDoHasAThirdOfTheTimeUntilItIsDone() {
        nap(Courtesy.TRY);
        assertTrue(courtesy.isDue(Courtesy.BETWEEN + 1));
        assertEquals(Courtesy.PIECE, courtesy.nap());
        nap(Courtesy.PIECE);
        assertTrue(courtesy.isDue(Courtesy.BETWEEN + 1));
        nap(0);
        assertFalse(courtesy.isDue(Courtesy.TRY_AFTER));
        assertEquals(Courtesy.TRY, courtesy.nap());
    }

    @Test
    void nobodyIsOwedAnythingWithoutOthers() {
        assertFalse(Courtesy.NONE.isDue(Long.MAX_VALUE));
    }
}
