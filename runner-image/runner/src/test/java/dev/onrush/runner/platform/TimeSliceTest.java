package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimeSliceTest {
    private static final Pattern SLICE = Pattern.compile("se\\.slice\\s*:\\s*(\\d+)");

    /** Where the kernel tells of slices, it is held to have taken the wish; elsewhere the call itself says so. */
    @Test
    void aThreadMayAskForAShortSlice() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        boolean done = TimeSlice.shorten();
                        told.complete(done + "\n" + Files.readString(Path.of("/proc/thread-self/sched")));
                    } catch (IOException e) {
                        told.completeExceptionally(e);
                    }
                })
                .join();
        assertTrue(told.get().startsWith("true"), told.get());
        Matcher slice = SLICE.matcher(told.get());
        if (slice.find()) {
            assertEquals("1000000", slice.group(1));
        }
    }
}
