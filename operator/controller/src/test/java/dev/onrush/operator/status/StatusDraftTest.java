package dev.onrush.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.status.Condition.Types;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import dev.onrush.operator.api.LoadTest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusDraftTest {
    private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");

    private static final PlanFiles PLAN = new PlanFiles("plan.yaml", new TreeMap<>(Map.of("plan.yaml", new byte[0])));

    private final LoadTest test = Serialization.unmarshal("""
            apiVersion: onrush.dev/v1
            kind: LoadTest
            metadata: {name: shop, generation: 3}
            spec: {workers: {cores: 2}}
            """, LoadTest.class);

    @Test
    void sayingTheSameAgainChangesNothing() {
        test.setStatus(draft(0).begin("r1", PLAN).build());
        test.setStatus(draft(1).summary(summary(RunState.Running)).build());
        LoadTestStatus again = draft(60).summary(summary(RunState.Running)).build();
        assertEquals(test.getStatus(), again);
        assertEquals(3L, again.observedGeneration());
    }

    @Test
    void aRunThatBeginsAfterABadPlanForgetsTheError() {
        test.setStatus(draft(0).error("InvalidPlan", "plan.yaml:1: bad").build());
        assertEquals(Phase.Error, test.getStatus().phase());
        assertEquals("2026-01-01T10:00:00Z", test.getStatus().completionTime());
        LoadTestStatus begun = draft(5).begin("r1", PLAN).build();
        assertEquals(Phase.Starting, begun.phase());
        assertNull(begun.completionTime());
        assertNull(begun.verdict());
        assertEquals(new WorkerCounts(2, 0, 0), begun.workers());
        assertEquals(T0.plusSeconds(5), new Progress(begun).begun().orElseThrow());
    }

    @Test
    void anErrorKeepsWhatWasMeasured() {
        test.setStatus(draft(0).begin("r1", PLAN).build());
        test.setStatus(draft(1).summary(summary(RunState.Running)).build());
        LoadTestStatus lost = draft(2).error("MasterLost", "gone").build();
        assertEquals(Phase.Error, lost.phase());
        assertEquals("start", lost.startTime());
        assertEquals("r1", lost.runId());
        assertEquals(PLAN.hash(), lost.planHash());
        assertEquals(new WorkerCounts(2, 2, 0), lost.workers());
    }

    @Test
    void theHashOfAPlanInTheImageIsTheMasters() {
        test.setStatus(draft(0).begin("r1", PlanFiles.inImage("/plans/a.jar")).build());
        assertNull(test.getStatus().planHash());
        LoadTestStatus told = draft(1).summary(summary(RunState.Running)).build();
        assertEquals("hash", told.planHash());
    }

    @Test
    void eventsTellOfTurnsOnly() {
        LoadTestStatus begun = draft(0).begin("r1", PLAN).build();
        test.setStatus(begun);
        LoadTestStatus running = draft(1).summary(summary(RunState.Running)).build();
        assertEquals(List.of("Started", "Untrusted"), reasons(begun, running));
        assertEquals(List.of(), reasons(running, running));
        test.setStatus(running);
        LoadTestStatus done = draft(2).summary(summary(RunState.Finished)).build();
        assertEquals(List.of("Completed"), reasons(running, done), "told as soon as it is known, and once");
        assertEquals("Passed (untrusted)", done.verdict());
        assertEquals(
                List.of("Error"),
                reasons(running, draft(2).error("MasterLost", "gone").build()));
        test.setStatus(null);
        assertEquals(
                List.of("InvalidPlan"),
                reasons(null, draft(2).error("InvalidPlan", "bad").build()));
    }

    @Test
    void waitingHasItsReason() {
        LoadTestStatus status = draft(0).begin("r1", PLAN)
                .summary(summary(RunState.Starting))
                .waitingBecause("Unschedulable", "1 of 2 workers connected; full")
                .build();
        Progress progress = new Progress(status);
        assertEquals(
                "Unschedulable",
                progress.condition(Types.WORKERS_READY).orElseThrow().reason());
        assertEquals(
                "1 of 2 workers connected; full",
                progress.condition(Types.COMPLETE).orElseThrow().message());
    }

    private StatusDraft draft(int second) {
        return new StatusDraft(test, T0.plusSeconds(second));
    }

    private static List<String> reasons(LoadTestStatus before, LoadTestStatus after) {
        return Notice.between(before, after).stream().map(Notice::reason).toList();
    }

    private static RunSummary summary(RunState state) {
        return new RunSummary(
                "r1",
                state,
                state == RunState.Finished ? "Finished" : null,
                "as it goes",
                state == RunState.Starting ? null : "start",
                state == RunState.Finished ? "end" : null,
                "hash",
                null,
                new WorkerCounts(2, 2, 0),
                List.of(new RunSummary.Distrust("WorkerCpuSaturated", "worker 0 was at 98 % of its CPU")),
                List.of(),
                null);
    }
}
