package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.stats.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunMarksTest {
    private static final long SECOND = 1_000_000_000;

    private final WorkerRegistry workers = new WorkerRegistry(2, false, 1);
    private final RunRecord run = new RunRecord("run");
    private final LoadShape.Ramp ramp = new LoadShape.Ramp(11, 10, Duration.ofMinutes(1));
    private final Pacer pacer = new Pacer(ramp, List.of(new ClassShare("A", 1, 0)), LostWorkers.Redistribute, 2);
    private final RunMarks marks = new RunMarks(ramp, workers, run, pacer);
    private final WorkerEntry first = worker("a");
    private final WorkerEntry second = worker("b");

    private WorkerEntry worker(String id) {
        return workers.add(new Messages.Register("", "", id, "", "host", 1, null), 0)
                .orElseThrow();
    }

    @BeforeEach
    void begin() {
        run.started(0, Instant.EPOCH);
        first.state(WorkerEntry.State.RUNNING);
        second.state(WorkerEntry.State.RUNNING);
    }

    private void look(long seconds) {
        marks.look(seconds * SECOND);
    }

    @Test
    void anIntervalIsClosedWhenEachWorkersWatermarkIsBeyondIt() {
        look(5);
        assertFalse(marks.isClosed(SECOND));
        first.watermark(5 * SECOND);
        look(5);
        assertFalse(marks.isClosed(SECOND), "the other has not reported yet");
        second.watermark(3 * SECOND);
        look(5);
        assertTrue(marks.isClosed(3 * SECOND));
        assertFalse(marks.isClosed(4 * SECOND), "a request is in flight that was due before");
    }

    @Test
    void aWatermarkThatIsAheadOfTheMastersClockClosesNothingThatIsStillToCome() {
        first.watermark(9 * SECOND);
        second.watermark(9 * SECOND);
        look(7);
        assertFalse(marks.isClosed(8 * SECOND));
    }

    @Test
    void aLostWorkerHoldsNothingOpenButWhatItDidIsMissing() {
        first.watermark(20 * SECOND);
        second.watermark(5 * SECOND + 1);
        second.lost(15 * SECOND);
        look(20);
        assertTrue(marks.isClosed(20 * SECOND));
        assertTrue(marks.isComplete(4 * SECOND, 5 * SECOND));
        assertFalse(marks.isComplete(5 * SECOND, 6 * SECOND));
        assertFalse(marks.isComplete(14 * SECOND, 15 * SECOND));
        assertTrue(marks.isComplete(15 * SECOND, 16 * SECOND), "others had its users then");
    }

    @Test
    void aLostWorkerThatReturnsBringsWhatWasMissingAndClosedStaysClosed() {
        first.watermark(20 * SECOND);
        second.watermark(5 * SECOND);
        second.lost(15 * SECOND);
        look(20);
        second.returned(0);
        second.state(WorkerEntry.State.RUNNING);
        look(21);
        assertTrue(marks.isClosed(20 * SECOND));
        assertFalse(marks.isComplete(5 * SECOND, 6 * SECOND), "it has not told yet");
        second.watermark(22 * SECOND);
        first.watermark(22 * SECOND);
        look(22);
        assertTrue(marks.isComplete(5 * SECOND, 6 * SECOND));
        assertTrue(marks.isClosed(22 * SECOND));
    }

    @Test
    void aWorkerThatComesLateHoldsWhatIsOpen() {
        first.watermark(5 * SECOND);
        second.watermark(5 * SECOND);
        look(5);
        WorkerEntry late = worker("c");
        late.state(WorkerEntry.State.RUNNING);
        first.watermark(9 * SECOND);
        second.watermark(9 * SECOND);
        look(9);
        assertTrue(marks.isClosed(5 * SECOND));
        assertFalse(marks.isClosed(6 * SECOND));
        late.watermark(8 * SECOND);
        look(9);
        assertTrue(marks.isClosed(8 * SECOND));
    }

    @Test
    void aMasterThatTookTheRunOverClosesNothingBeforeAllHadTimeToComeBack() {
        run.awaiting();
        first.watermark(30 * SECOND);
        second.watermark(30 * SECOND);
        look(30);
        assertFalse(marks.isClosed(SECOND));
        run.notReturned(1, 31 * SECOND);
        look(31);
        assertTrue(marks.isClosed(30 * SECOND));
        assertFalse(
                marks.isComplete(30 * SECOND, 31 * SECOND), "the third was there until then, for all that is known");
        assertTrue(marks.isComplete(31 * SECOND, 32 * SECOND));
    }

    @Test
    void whenAllCameBackNothingIsMissing() {
        run.awaiting();
        run.notReturned(0, 31 * SECOND);
        assertTrue(marks.isComplete(0, SECOND));
    }

    @Test
    void onceOtherUsersAreWantedWhatMovesIsWhatWasSeenToMove() {
        pacer.change(new LoadShape.Ramp(3, 10, Duration.ofMinutes(1)));
        pacer.tick(List.of(first, second), Duration.ofMillis(500));
        assertEquals(Phase.RAMP, marks.phase(0, SECOND, false), "until then it is the definition");
        assertEquals(Phase.STEADY, marks.phase(SECOND, 2 * SECOND, false), "its last user would have started here");
        assertEquals(Phase.RAMP, marks.phase(SECOND, 2 * SECOND, true));
    }

    @Test
    void phasesAreStartUpThenLevelThenTheEnd() {
        assertEquals(Phase.RAMP, marks.phase(0, SECOND, false));
        assertEquals(Phase.RAMP, marks.phase(SECOND, 2 * SECOND, false), "the last user starts with it");
        assertEquals(Phase.STEADY, marks.phase(2 * SECOND, 3 * SECOND, false));
        assertEquals(Phase.RAMP, marks.phase(2 * SECOND, 3 * SECOND, true), "for whatever reason");
        run.stopping(10 * SECOND + 5, "Finished", "");
        assertEquals(Phase.STEADY, marks.phase(9 * SECOND, 10 * SECOND, false));
        assertEquals(Phase.STOPPING, marks.phase(10 * SECOND, 11 * SECOND, true));
        assertEquals(10 * SECOND + 5, marks.end());
    }
}
