package dev.onrush.contract.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void boundedKeepsTheFirstNamesAndErrors() {
        Results results = Summaries.results(30, "/a").bounded(20, 10);
        assertEquals(20, results.byName().size());
        assertEquals("/a0", results.byName().get(0).name());
        assertEquals(10, results.errors().size());
        assertEquals(Long.MAX_VALUE, results.requests());
        assertEquals(results, results.bounded(20, 10));
    }

    @Test
    void whatIsEmptyIsAbsent() {
        assertNull(Summaries.results(0, "/a").bounded(20, 10).byName());
        assertNull(Summaries.results(5, "/a").bounded(0, 0).errors());
        Results absent = new Results(1L, 0L, "0%", "1", 1, 0L, null, null, null, null, null, null, null);
        assertEquals(absent, absent.bounded(20, 10));
    }

    @Test
    void aRunPassesWhenItFinishedAndEveryThresholdHeld() {
        RunSummary finished = Summaries.of(RunState.Finished, "Finished");
        ThresholdResult passed = Summaries.threshold("a", ThresholdResult.Outcome.Passed);
        ThresholdResult failed = Summaries.threshold("b", ThresholdResult.Outcome.Failed);
        assertEquals(true, finished.passed());
        assertEquals(true, finished.with(null, null).passed());
        assertEquals(true, finished.with(List.of(passed), null).passed());
        assertEquals(false, finished.with(List.of(passed, failed), null).passed());
        assertEquals(false, Summaries.of(RunState.Running, "Running").passed());
        assertEquals(false, Summaries.of(RunState.Error, "WorkerLost").passed());
    }
}
