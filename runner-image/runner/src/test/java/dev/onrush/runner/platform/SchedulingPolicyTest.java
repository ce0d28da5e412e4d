package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulingPolicyTest {
    private static final Path THIS = Path.of("/proc/thread-self");

    /** The 41st field of {@code stat}; the name before it may have blanks. */
    private static final int POLICY = 41 - 3;

    private static int policy() throws IOException {
        String stat = Files.readString(THIS.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY]);
    }

    @ParameterizedTest
    @CsvSource({"BATCH, 3", "IDLE, 5"})
    void aThreadIsTreatedSoAndNoOther(SchedulingPolicy wanted, int number) throws Exception {
        assumeTrue(Files.exists(THIS));
        CompletableFuture<Integer> found = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        assertTrue(wanted.ofThisThread());
                        found.complete(policy());
                    } catch (IOException | AssertionError e) {
                        found.completeExceptionally(e);
                    }
                })
                .join();
        assertEquals(number, found.get());
        assertEquals(0, policy());
    }

    @Test
    void aThreadThatIsNotThereStaysAsItIs() {
        assertFalse(SchedulingPolicy.IDLE.ofThread(Integer.MAX_VALUE));
    }
}
