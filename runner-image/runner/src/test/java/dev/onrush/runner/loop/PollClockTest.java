package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PollClockTest {
    private final PollClock clock = PollClock.still();

    private void turn(long now, boolean all) {
        clock.asks(now);
        clock.answered(all);
    }

    @Test
    void whatIsReadWasNotReadableWhenTheLoopAskedBefore() {
        turn(10, true);
        turn(20, true);
        assertEquals(10, clock.readableAfter());
        clock.asks(30);
        assertEquals(20, clock.readableAfter());
    }

    @Test
    void aTurnThatDidNotAskProvesNothing() {
        turn(10, true);
        turn(20, false);
        turn(30, false);
        clock.asks(40);
        assertEquals(10, clock.readableAfter());
        clock.answered(true);
        clock.asks(50);
        assertEquals(40, clock.readableAfter());
    }
}
