package dev.onrush.contract.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.Summaries;
import dev.onrush.contract.report.ThresholdResult.Outcome;
import dev.onrush.contract.report.WorkerCounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryConditionsTest {
    private static LoadTestStatus status(RunSummary summary) {
        ConditionSet conditions = new ConditionSet(List.of(), Instant.EPOCH, 3L);
        SummaryConditions.apply(summary, conditions);
        return StatusFactory.of(summary, conditions, null, 3L);
    }

    /** Such as {@code True Finished}. */
    private static Map<String, String> conditions(LoadTestStatus status) {
        Map<String, String> conditions = new TreeMap<>();
        status.conditions().forEach(c -> conditions.put(c.type(), c.status() + " " + c.reason()));
        return conditions;
    }

    private static RunSummary finished(Outcome... outcomes) {
        return Summaries.of(RunState.Finished, "Finished")
                .with(
                        List.of(outcomes).stream()
                                .map(o -> Summaries.threshold("t-" + o, o))
                                .toList(),
                        Summaries.results(30, "/a"));
    }

    @ParameterizedTest
    @CsvSource({"Starting, False Waiting", "Running, True AllConnected", "Stopping, True AllConnected"})
    void aRunInProgressHasItsStateAsPhaseAndNoVerdict(RunState state, String workers) {
        LoadTestStatus status = status(Summaries.of(state, state.name()));
        assertEquals(state.name(), status.phase().name());
        assertNull(status.verdict());
        assertEquals(3L, status.observedGeneration());
        Map<String, String> conditions = conditions(status);
        assertEquals("False " + state, conditions.get("Complete"));
        assertEquals("False " + state, conditions.get("Ready"));
        assertEquals("False " + state, conditions.get("Stalled"));
        assertEquals("Unknown " + state, conditions.get("Passed"));
        assertEquals(workers, conditions.get("WorkersReady"));
        assertEquals(state == RunState.Starting ? null : "True GeneratorHealthy", conditions.get("Trustworthy"));
        assertFalse(status.phase().isTerminal());
    }

    @Test
    void aRunThatHeldItsThresholdsSucceeds() {
        LoadTestStatus status = status(finished(Outcome.Passed, Outcome.Passed));
        assertEquals(Phase.Succeeded, status.phase());
        assertEquals("Passed", status.verdict());
        assertEquals(
                Map.of(
                        "PlanValid", "True Valid",
                        "WorkersReady", "True AllConnected",
                        "Trustworthy", "True GeneratorHealthy",
                        "Complete", "True Finished",
                        "Passed", "True ThresholdsHeld",
                        "Stalled", "False Passed",
                        "Ready", "True Passed"),
                conditions(status));
    }

    @Test
    void aRunWithoutThresholdsSucceedsAndSaysSo() {
        LoadTestStatus status = status(finished());
        assertEquals(Phase.Succeeded, status.phase());
        assertEquals("True NoThresholds", conditions(status).get("Passed"));
    }

    @Test
    void aRunThatBrokeAThresholdFailsAndNamesIt() {
        LoadTestStatus status = status(finished(Outcome.Passed, Outcome.Failed));
        assertEquals(Phase.Failed, status.phase());
        assertEquals("Failed", status.verdict());
        assertEquals("True Finished", conditions(status).get("Complete"));
        assertEquals("False ThresholdFailed", conditions(status).get("Passed"));
        assertEquals("True ThresholdFailed", conditions(status).get("Stalled"));
        assertEquals("False ThresholdFailed", conditions(status).get("Ready"));
        assertTrue(
                status.conditions().stream().anyMatch(c -> c.message().equals("failed: t-Failed (observed 12.34ms)")),
                () -> status.conditions().toString());
    }

    @Test
    void whatIsUndecidedIsNoSuccess() {
        LoadTestStatus status = status(finished(Outcome.Passed, Outcome.Undecided));
        assertEquals(Phase.Failed, status.phase());
        assertEquals("Undecided", status.verdict());
        assertEquals("Unknown ThresholdUndecided", conditions(status).get("Passed"));
        assertEquals("True ThresholdUndecided", conditions(status).get("Stalled"));
        assertEquals("False ThresholdUndecided", conditions(status).get("Ready"));
        assertEquals(
                "Failed", status(finished(Outcome.Undecided, Outcome.Failed)).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidPlan, False InvalidPlan",
        "InvalidSpec, False InvalidSpec",
        "StartDeadlineExceeded,",
        "AllWorkersLost,",
        "Stopped,"
    })
    void aRunThatCouldNotTakePlaceIsCompleteAndAnError(String reason, String planValid) {
        LoadTestStatus status = status(Summaries.of(RunState.Error, reason));
        assertEquals(Phase.Error, status.phase());
        assertEquals("Error", status.verdict());
        Map<String, String> conditions = conditions(status);
        assertEquals("True " + reason, conditions.get("Complete"));
        assertEquals("Unknown " + reason, conditions.get("Passed"));
        assertEquals("True " + reason, conditions.get("Stalled"));
        assertEquals("False " + reason, conditions.get("Ready"));
        assertEquals(planValid, conditions.get("PlanValid"));
    }

    @ParameterizedTest
    @CsvSource({
        "Passed, Passed (untrusted), Succeeded",
        "Failed, Failed (untrusted), Failed",
        "Undecided, Undecided (untrusted), Failed"
    })
    void anUntrustedRunKeepsItsVerdictAndSaysSo(Outcome outcome, String verdict, Phase phase) {
        LoadTestStatus status = status(Summaries.untrusted(finished(outcome), "done", "too hot", "too slow"));
        assertEquals(phase, status.phase());
        assertEquals(verdict, status.verdict());
        assertEquals("False WorkerCpuSaturated", conditions(status).get("Trustworthy"));
        String sure = outcome == Outcome.Undecided
                ? ""
                : "; sure all the same: t-" + outcome + " " + outcome.name().toLowerCase(Locale.ROOT);
        assertTrue(status.conditions().stream().anyMatch(c -> c.message().equals("too hot; too slow" + sure)));
    }

    @Test
    void missingWorkersAreNotReady() {
        RunSummary running = Summaries.of(RunState.Running, "Running");
        RunSummary missing = new RunSummary(
                running.runId(),
                running.state(),
                running.reason(),
                running.message(),
                running.startTime(),
                null,
                running.planHash(),
                running.load(),
                new WorkerCounts(4, 3, 1),
                List.of(),
                List.of(),
                running.results());
        assertEquals("False WorkersMissing", conditions(status(missing)).get("WorkersReady"));
    }

    @Test
    void aStatusHoldsABoundedNumberOfNames() {
        LoadTestStatus status = status(finished());
        assertEquals(20, status.results().byName().size());
        assertEquals(10, status.results().errors().size());
    }

    @Test
    void withoutConditionsTheRunIsPending() {
        assertEquals(Phase.Pending, Phase.of(List.of()));
        ConditionSet conditions = new ConditionSet(null, Instant.EPOCH, 1L);
        SummaryConditions.progress("AwaitingQuota", "no room yet", conditions);
        assertEquals(Phase.Pending, Phase.of(conditions.list()));
    }
}
