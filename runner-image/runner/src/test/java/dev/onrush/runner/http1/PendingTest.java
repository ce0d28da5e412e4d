package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PendingTest {
    private final Pending pending = new Pending(null, new byte[0], null);
    private final long wanted = pending.since;

    /** @param written after it was wanted, as all of these times */
    private long held(long asked, long readableAfter, long written) {
        return wanted + written - pending.heldSince(wanted + asked, wanted + readableAfter);
    }

    @Test
    void whatTheKernelTookToConnectIsNotThisGenerators() {
        assertEquals(1, held(0, 5_000, 5_001));
    }

    @Test
    void theTimeUntilTheKernelWasAskedIs() {
        assertEquals(300 + 1, held(300, 5_000, 5_001));
    }

    @Test
    void aConnectionMayHaveStoodForAsLongAsTheLoopDidNotLook() {
        assertEquals(300 + 701, held(300, 4_300, 5_001));
    }

    @Test
    void aLoopThatHasNotLookedSinceItWasWantedMayHaveAddedEverything() {
        assertEquals(300 + 5_001, held(300, -700, 5_001));
    }
}
