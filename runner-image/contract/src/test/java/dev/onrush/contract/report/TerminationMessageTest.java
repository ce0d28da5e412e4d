package dev.onrush.contract.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.ThresholdResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationMessageTest {
    private static final String[] NASTY = {"x", "é", "中", "😀", "\"", "\\", "\u0001", "\ud83d", "\n", "/", " "};

    @Test
    void aSmallSummaryIsWhole() {
        RunSummary summary = Summaries.of(RunState.Finished, "Finished")
                .with(List.of(Summaries.threshold("http.requests > 1", Outcome.Passed)), Summaries.results(3, "/a"));
        assertEquals(summary, decoded(TerminationMessage.encode(summary)));
    }

    @Test
    void aRunWithoutResultsIsEncoded() {
        RunSummary summary = new RunSummary(
                "run-1",
                RunState.Error,
                "InvalidPlan",
                "中".repeat(20_000),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        RunSummary decoded = decoded(TerminationMessage.encode(summary));
        assertEquals("InvalidPlan", decoded.reason());
        assertTrue(decoded.message().startsWith("中中"), decoded::message);
    }

    @Test
    void namesGiveWayBeforeThresholdsDo() {
        List<ThresholdResult> thresholds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            thresholds.add(Summaries.threshold("http.requests > " + i, Outcome.Passed));
        }
        RunSummary decoded = decoded(TerminationMessage.encode(Summaries.of(RunState.Finished, "Finished")
                .with(thresholds, Summaries.results(20, "/a/rather/long/path/"))));
        assertEquals(thresholds, decoded.thresholds());
        int names = decoded.results().byName().size();
        assertTrue(names > 0 && names < 20, () -> names + " names");
    }

    @Test
    void nastySummariesFitAndKeepTotalsAndVerdict() {
        Random random = new Random(6);
        for (int i = 0; i < 500; i++) {
            assertFits(nasty(random));
        }
    }

    @Test
    void oneFailedThresholdAmongLongTextsIsNeverTheOneThatIsCut() {
        for (String piece : NASTY) {
            List<ThresholdResult> thresholds = new ArrayList<>();
            for (int i = 0; i < 49; i++) {
                thresholds.add(Summaries.threshold(piece.repeat(250 / piece.length()), Outcome.Passed));
            }
            thresholds.add(Summaries.threshold(piece.repeat(256 / piece.length()), Outcome.Failed));
            String text = piece.repeat(5_000);
            RunSummary summary = Summaries.untrusted(
                            Summaries.of(RunState.Finished, "Finished"), text, text, text, text, text)
                    .with(thresholds, Summaries.results(20, text.substring(0, 200)));
            assertFits(summary);
        }
    }

    private static void assertFits(RunSummary summary) {
        RunSummary decoded = decoded(TerminationMessage.encode(summary));
        assertEquals(summary.runId(), decoded.runId());
        assertEquals(summary.state(), decoded.state());
        assertEquals(summary.reason(), decoded.reason());
        assertEquals(summary.startTime(), decoded.startTime());
        assertEquals(summary.completionTime(), decoded.completionTime());
        assertEquals(summary.workers(), decoded.workers());
        assertEquals(summary.results().bounded(0, 0), decoded.results().bounded(0, 0));
        assertEquals(summary.passed(), decoded.passed(), "the verdict");
        assertEquals(
                summary.untrusted().isEmpty(),
                decoded.untrusted() == null || decoded.untrusted().isEmpty(),
                "trust");
        long failed = failed(summary);
        boolean passedKept = Optional.ofNullable(decoded.thresholds()).orElse(List.of()).stream()
                .anyMatch(t -> t.result() == Outcome.Passed);
        if (passedKept) {
            assertEquals(failed, failed(decoded), "no failed threshold gives way to one that passed");
        }
    }

    private static long failed(RunSummary summary) {
        return summary.thresholds() == null
                ? 0
                : summary.thresholds().stream()
                        .filter(t -> t.result() == Outcome.Failed)
                        .count();
    }

    private static RunSummary nasty(Random random) {
        List<ThresholdResult> thresholds = new ArrayList<>();
        for (int n = random.nextInt(51); n > 0; n--) {
            Outcome outcome =
                    switch (random.nextInt(20)) {
                        case 0 -> Outcome.Failed;
                        case 1 -> Outcome.Undecided;
                        default -> Outcome.Passed;
                    };
            thresholds.add(Summaries.threshold(text(random, 256), outcome));
        }
        String[] distrusts = new String[random.nextInt(5)];
        for (int i = 0; i < distrusts.length; i++) {
            distrusts[i] = text(random, 2_000);
        }
        return Summaries.untrusted(Summaries.of(RunState.Finished, "Finished"), text(random, 5_000), distrusts)
                .with(thresholds, Summaries.results(random.nextInt(21), text(random, 200)));
    }

    private static String text(Random random, int most) {
        int length = random.nextInt(most + 1);
        StringBuilder text = new StringBuilder();
        String favourite = NASTY[random.nextInt(NASTY.length)];
        while (text.length() < length) {
            text.append(random.nextInt(4) == 0 ? NASTY[random.nextInt(NASTY.length)] : favourite);
        }
        return text.substring(0, length);
    }

    private static RunSummary decoded(byte[] bytes) {
        assertTrue(bytes.length <= TerminationMessage.MAX_BYTES, () -> bytes.length + " bytes");
        return TerminationMessage.decode(new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "[]",
                "5",
                "\"text\"",
                "Exception in thread main",
                "{\"runId\": \"x\"}",
                "{\"runId\": \"x\", \"state\": \"Napping\"}",
                "{\"runId\": \"x\", \"state\": \"Finished\"",
                "{\"state\": \"Error\"}"
            })
    void garbageDecodesToEmpty(String message) {
        assertEquals(Optional.empty(), TerminationMessage.decode(message));
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        assertTrue(TerminationMessage.decode("{\"runId\":\"x\",\"state\":\"Error\",\"new\":1,\"results\":{\"new\":2}}")
                .isPresent());
    }
}
