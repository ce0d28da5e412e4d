package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.report.StartSkew;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartsTest {
    private final Starts starts = new Starts();

    private static WorkerEntry worker(int index) {
        return new WorkerEntry(
                new Messages.Register("token", Messages.PROTOCOL, "w" + index, "hash", "host", 1, null), index, 1, 0);
    }

    @Test
    void nothingIsKnownBeforeAWorkerHasSaidSo() {
        starts.told(2);
        assertNull(starts.skew());
    }

    @Test
    void oneWorkerIsNotApartFromItselfButForItsClock() throws ProtocolException {
        starts.told(1);
        starts.begun(worker(0), new Messages.Begun(700, 50));
        assertEquals(new StartSkew(1, 0, 0, 0.1), starts.skew());
    }

    @Test
    void skewIsFromTheFirstAndTheWorstThatClocksCanMakeOfIt() throws ProtocolException {
        starts.told(200);
        for (int i = 0; i < 200; i++) {
            starts.begun(worker(i), new Messages.Begun(i * 10L - 100, i == 0 ? 3_000 : 50));
        }
        // The 198th of 200 is the first by which 99 % have begun; the first may in truth have been the last, and the
        // other way round.
        assertEquals(new StartSkew(200, 1.97, 1.99, 6), starts.skew());
    }

    @Test
    void onlyTheFirstThatAWorkerSaysCounts() throws ProtocolException {
        starts.told(2);
        WorkerEntry first = worker(0);
        starts.begun(first, new Messages.Begun(0, 0));
        starts.begun(first, new Messages.Begun(9_000, 0));
        starts.begun(worker(1), new Messages.Begun(2_000, 0));
        assertEquals(new StartSkew(2, 2, 2, 2), starts.skew());
    }

    @ParameterizedTest
    @CsvSource({
        "3600000001, 0",
        "-3600000001, 0",
        "-9223372036854775808, 0",
        "0, -1",
        "0, 3600000001",
        "0, 9223372036854775807"
    })
    void whatCannotBeIsRefused(long late, long bound) {
        starts.told(1);
        assertThrows(ProtocolException.class, () -> starts.begun(worker(0), new Messages.Begun(late, bound)));
        assertNull(starts.skew());
    }

    @Test
    void whoeverWasNotToldToBeginIsRefused() {
        assertThrows(ProtocolException.class, () -> starts.begun(worker(0), new Messages.Begun(0, 0)));
    }
}
