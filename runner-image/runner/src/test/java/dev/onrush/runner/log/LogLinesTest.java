package dev.onrush.runner.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private final LogLines log = new LogLines();

    @Test
    void linesAreReadOnByTheirNumbers() {
        log.add("a");
        log.add("b");
        log.add("c");
        LogLines.Part part = log.from(0, 2);
        assertEquals(new LogLines.Part(0, List.of("a", "b")), part);
        assertEquals(new LogLines.Part(2, List.of("c")), log.from(part.next(), 2));
        assertEquals(new LogLines.Part(3, List.of()), log.from(3, 2));
        assertEquals(1, log.startOfLast(2));
        assertEquals(0, log.startOfLast(10));
    }

    @Test
    void whatIsGoneIsLeftOut() {
        for (int i = 0; i < 1_500; i++) {
            log.add("line " + i);
        }
        assertEquals(1_000, log.lines().size());
        assertEquals(new LogLines.Part(500, List.of("line 500")), log.from(3, 1));
        assertEquals(1_400, log.startOfLast(100));
        log.add("x".repeat(10_000));
        assertTrue(log.lines().getLast().length() < 2_100);
    }
}
