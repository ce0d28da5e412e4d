package dev.onrush.runner.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadClocksTest {
    private static final Path THIS = Path.of("/proc/thread-self");

    @Test
    void aThreadsTimeGrowsWhileItRuns() throws Exception {
        assumeTrue(Files.exists(THIS.resolve("schedstat")));
        ThreadClocks clocks =
                new ThreadClocks(List.of(THIS.toRealPath().getFileName().toString()));
        long before = clocks.getAsLong();
        assertTrue(before > 0);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (clocks.getAsLong() - before < 1_000_000) {
            assertTrue(
                    System.nanoTime() < deadline, "it runs for a minute, and its time has not grown by a millisecond");
        }
    }

    @Test
    void whoHasEndedHasTakenNothing() {
        assertEquals(0, new ThreadClocks(List.of("2147483647")).getAsLong());
    }
}
