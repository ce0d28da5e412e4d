package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimeSliceTest {
    private static final Pattern SLICE = Pattern.compile("se\\.slice\\s*:\\s*(\\d+)");

    private static <T> T onThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    /** The calling thread's, where the kernel tells of it. */
    private static Optional<String> slice() throws IOException {
        return SLICE.matcher(Files.readString(Path.of("/proc/thread-self/sched")))
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    /** Where the kernel tells of slices, it is held to have taken the wish; elsewhere the call itself says so. */
    private static void takes(BooleanSupplier wish, String wanted) throws Exception {
        onThread(() -> {
            assertTrue(wish.getAsBoolean());
            slice().ifPresent(nanos -> assertEquals(wanted, nanos));
            return null;
        });
    }

    @Test
    void aThreadMayAskForAShortSliceOrALongOne() throws Exception {
        takes(TimeSlice::shorten, "1000000");
        takes(TimeSlice::lengthen, "10000000");
    }

    @Test
    void aThreadThatItStartsHasNoShortSlice() throws Exception {
        onThread(() -> {
            assertTrue(TimeSlice.shorten());
            Optional<String> of = onThread(TimeSliceTest::slice);
            of.ifPresent(nanos -> assertNotEquals("1000000", nanos));
            return null;
        });
    }
}
