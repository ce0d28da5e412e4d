package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onrush.runner.bus.Messages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunMemoryTest {
    private static final Messages.Pursued PURSUED = new Messages.Pursued(7, 2);
    private static final Messages.Granted UNKNOWN = new Messages.Granted(0, -1, -1, 0, null, 0);
    private static final Messages.Granted KNOWN = new Messages.Granted(100, 5_000, 3_000, 2, PURSUED, 7);

    private final RunMemory memory = new RunMemory();

    private Messages.Resume resume() {
        return memory.resume(250, Map.of("A", 4), List.of(), false);
    }

    @Test
    void beforeTheUsersBeganThereIsNothingToResume() {
        assertNull(resume());
        memory.heard(UNKNOWN);
        assertNull(resume());
    }

    @Test
    void theRunWentOnWhileTheMasterWasSilent() {
        memory.heard(KNOWN);
        assertEquals(new Messages.Resume(5_250, 3_250, 2, Map.of("A", 4), List.of(), PURSUED, false), resume());
    }

    /** Between a master that was killed and one that takes over, heartbeats are answered by one that waits. */
    @Test
    void aMasterThatKnowsNothingDoesNotMakeItForget() {
        memory.heard(KNOWN);
        memory.heard(UNKNOWN);
        assertEquals(5_250, resume().elapsedMillis());
    }
}
