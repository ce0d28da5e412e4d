package dev.onrush.runner.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.report.Latency;
import dev.onrush.contract.report.Results;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.WorkerCounts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Latency LATENCY = new Latency("1ms", "2ms", "2ms", "3ms", "4ms", "5ms", "6ms", "7ms");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private static RunSummary summary(RunState state, Results results) {
        return new RunSummary(
                "r", state, "R", "m", null, null, "h", null, new WorkerCounts(4, 3, 1), List.of(), null, results);
    }

    private static Results results(Latency latency) {
        return new Results(1_234L, 5L, "0.405%", "99.5", 50, 0L, null, null, latency, null, null, null, null);
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    }

    @Test
    void beforeItBeginsWorkersAndWhatIsWaitedForAreShown() {
        assertEquals("Starting  3/4 workers  m", Progress.line(summary(RunState.Starting, null)));
    }

    @Test
    void aRunningTestIsOneLine() {
        assertEquals(
                "Running   3/4 workers  50 users  99.5 requests/s  1234 requests  5 failures (0.405%)  p95 4ms",
                Progress.line(summary(RunState.Running, results(LATENCY))));
        assertEquals(
                "Running   3/4 workers  50 users  99.5 requests/s  1234 requests  5 failures (0.405%)  p95 -",
                Progress.line(summary(RunState.Running, results(null))));
    }

    @Test
    void aTerminalsLineIsWrittenOverToItsEnd() {
        Progress progress = progress(true);
        progress.show(summary(RunState.Running, results(null)));
        progress.show(summary(RunState.Starting, null));
        progress.done();
        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\r");
        assertEquals(lines[1].length(), lines[2].stripTrailing().length() + trailing(lines[2]));
    }

    private static int trailing(String line) {
        String text = line.lines().findFirst().orElseThrow();
        return text.length() - text.stripTrailing().length();
    }

    @Test
    void elsewhereALineIsPrintedNowAndThenAndWhenTheStateChanges() {
        Progress progress = progress(false);
        for (int i = 0; i < 10; i++) {
            progress.show(summary(RunState.Running, results(LATENCY)));
        }
        progress.show(summary(RunState.Stopping, results(LATENCY)));
        progress.done();
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("Stopping", lines.getLast().substring(0, 8));
        assertEquals(3, lines.size(), lines::toString);
    }
}
