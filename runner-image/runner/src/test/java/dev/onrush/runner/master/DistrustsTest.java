package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunSummary.Distrust;
import dev.onrush.runner.bus.Messages;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DistrustsTest {
    private final WorkerRegistry workers = new WorkerRegistry(2, true, 1);
    private WorkerEntry second;

    @BeforeEach
    void twoWorkersRun() {
        worker("a");
        second = worker("b");
    }

    private WorkerEntry worker(String id) {
        WorkerEntry worker = workers.add(new Messages.Register("", "", id, "", "host", 7, null), 0)
                .orElseThrow();
        worker.state(WorkerEntry.State.RUNNING);
        return worker;
    }

    private List<Distrust> distrusts() {
        return Distrusts.of(workers, false, 0);
    }

    @Test
    void aWorkerThatLeavesUnaskedTakesItsPartOfTheLoadAway() {
        assertEquals(List.of(), distrusts());
        second.state(WorkerEntry.State.DONE);
        second.leftEarly();
        assertEquals(
                List.of("WorkersLeft"),
                distrusts().stream().map(Distrust::reason).toList());
        assertTrue(distrusts().getFirst().message().startsWith("worker 1 (host, pid 7) left before the end"));
    }

    @Test
    void oneThatWasLetGoIsNotMissed() {
        second.state(WorkerEntry.State.DONE);
        second.released();
        assertEquals(List.of(), distrusts());
    }
}
