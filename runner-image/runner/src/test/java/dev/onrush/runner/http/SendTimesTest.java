package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SendTimesTest {
    private long now;
    private long readableAfter;
    private final SendTimes times = new SendTimes(() -> readableAfter, () -> now);

    private void handedAt(long at) {
        times.handing();
        now = at;
        times.handed();
    }

    @Test
    void whatIsWrittenAtOnceWasNotHeld() {
        times.handing();
        now = 100;
        times.written(true);
        now = 120;
        times.handed();
        assertEquals(100, times.written());
        assertEquals(0, times.held());
    }

    @Test
    void theOpeningOfAConnectionMayAllBeThisGenerators() {
        handedAt(100);
        now = 5_100;
        readableAfter = 5_000;
        times.written(false);
        assertEquals(5_100, times.written());
        assertEquals(5_000, times.held());
    }

    @Test
    void aWaitForAConnectionIsNotButForTheLastTurn() {
        handedAt(100);
        now = 5_100;
        readableAfter = 5_000;
        times.written(true);
        assertEquals(100, times.held());
    }

    @Test
    void whatLedElsewhereIsReadLateAndSentOnLate() {
        times.handing();
        now = 100;
        times.written(true);
        times.handed();
        readableAfter = 900;
        times.redirected();
        now = 1_000;
        times.writtenAgain();
        assertEquals(200, times.written());
        assertEquals(100, times.held());
    }

    @Test
    void whatItsConnectionPassesOnLaterWasHeldMeanwhile() {
        times.handing();
        now = 100;
        times.written(true);
        times.handed();
        now = 350;
        times.flushed(times.last());
        assertEquals(350, times.written());
        assertEquals(250, times.held());
    }

    @Test
    void whatWasPassedOnBeforeTheNextRequestIsNotOfThat() {
        times.handing();
        now = 100;
        times.written(true);
        long before = times.last();
        times.handing();
        now = 200;
        times.written(true);
        now = 300;
        times.flushed(before);
        assertEquals(0, times.held());
    }

    @Test
    void theNextRequestBeginsAnew() {
        handedAt(100);
        now = 200;
        times.written(false);
        times.handing();
        assertEquals(0, times.written());
        assertEquals(0, times.held());
    }
}
