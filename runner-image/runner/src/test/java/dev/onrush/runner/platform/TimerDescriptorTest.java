package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimerDescriptorTest {
    /** How the kernel shows a timer: how often it has rung, and the seconds that are left. */
    private static final Pattern STATE = Pattern.compile("ticks: (\\d+)[\\s\\S]*it_value: \\((\\d+), \\d+\\)");

    private TimerDescriptor timer;

    @BeforeEach
    void open() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        timer = TimerDescriptor.open().orElseThrow();
    }

    @AfterEach
    void close() {
        if (timer != null) {
            timer.close();
        }
    }

    private long state(int group) throws IOException {
        String text = Files.readString(Path.of("/proc/self/fdinfo/" + timer.number()));
        MatchResult found = STATE.matcher(text).results().findFirst().orElseThrow(() -> new AssertionError(text));
        return Long.parseLong(found.group(group));
    }

    private void rings() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> state(1) == 1);
    }

    @Test
    void itIsSetToATimeFromNow() throws IOException {
        assertTrue(timer.set(Duration.ofHours(2).toNanos()));
        assertEquals(0, state(1));
        assertTrue(state(2) > Duration.ofHours(1).toSeconds(), "and not to one that has passed");
    }

    @Test
    void itRingsOnceWhenTheTimeHasPassed() throws IOException {
        assertTrue(timer.set(1_000_000));
        rings();
        assertEquals(0, state(2));
    }

    @Test
    void whatHasPassedIsDueAtOnce() {
        assertTrue(timer.set(-1));
        rings();
    }

    @Test
    void anotherTimeTakesThePlaceOfTheOneBefore() throws IOException {
        assertTrue(timer.set(0));
        rings();
        assertTrue(timer.set(Duration.ofHours(1).toNanos()));
        assertEquals(0, state(1));
    }

    @Test
    void itIsClosedOnce() {
        Path here = Path.of("/proc/self/fdinfo/" + timer.number());
        timer.close();
        assertFalse(Files.exists(here));
        try (TimerDescriptor next = TimerDescriptor.open().orElseThrow()) {
            // The kernel gives the lowest number that is free, which somebody else may have had meanwhile.
            assumeTrue(timer.number() == next.number());
            timer.close();
            assertFalse(timer.set(1), "it is another's");
            assertTrue(next.set(1));
        }
    }
}
