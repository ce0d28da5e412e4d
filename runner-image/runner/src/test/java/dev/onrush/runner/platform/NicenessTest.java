package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NicenessTest {
    /** The 19th field of {@code /proc/thread-self/stat}; the name before it may have blanks. */
    private static final int NICE = 19 - 3;

    private static int nice() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
    }

    @Test
    void aThreadIsNicerAndNoOther() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")));
        int before = nice();
        CompletableFuture<Integer> nicer = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        Niceness.ofThisThread(17);
                        nicer.complete(nice());
                    } catch (IOException e) {
                        nicer.completeExceptionally(e);
                    }
                })
                .join();
        assertEquals(17, nicer.get());
        assertEquals(before, nice());
    }
}
