package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerLogsTest {
    private final WorkerLogs logs = new WorkerLogs();

    @Test
    void linesThatComeTwiceAreThereOnce() throws ProtocolException {
        logs.add("a", new Messages.Logs(5, List.of("5", "6")));
        logs.add("b", new Messages.Logs(0, List.of("other")));
        logs.add("a", new Messages.Logs(5, List.of("5", "6")));
        logs.add("a", new Messages.Logs(6, List.of("6", "7")));
        logs.add("a", new Messages.Logs(20, List.of("20")));
        assertEquals(Map.of("a", List.of("5", "6", "7", "20"), "b", List.of("other")), logs.lines());
    }

    @Test
    void whatIsKeptOfAllWorkersTogetherIsBounded() throws ProtocolException {
        List<String> lines =
                IntStream.range(0, 200).mapToObj(i -> i + "x".repeat(1_000)).toList();
        for (int worker = 0; worker < 1_000; worker++) {
            for (int part = 0; part < 4; part++) {
                logs.add("worker " + worker, new Messages.Logs(200L * part, lines));
            }
            if (worker == 0) {
                assertEquals(500, logs.lines().get("worker 0").size());
            }
        }
        Map<String, List<String>> kept = logs.lines();
        assertEquals(1_000, kept.size());
        kept.values().forEach(each -> assertEquals(20, each.size()));
        assertTrue(kept.get("worker 7").getLast().startsWith("199x"));
        assertEquals(500, kept.get("worker 7").getLast().length());
    }

    @Test
    void whatIsNoLogIsRefused() {
        for (Messages.Logs bad : List.of(
                new Messages.Logs(0, null),
                new Messages.Logs(0, Collections.nCopies(201, "x")),
                new Messages.Logs(0, Arrays.asList("x", null)),
                new Messages.Logs(-1, List.of("x")),
                new Messages.Logs(Long.MAX_VALUE, List.of("x")))) {
            assertThrows(ProtocolException.class, () -> logs.add("a", bad), bad::toString);
        }
        assertEquals(Map.of(), logs.lines());
    }
}
