package dev.onrush.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.stats.Cutter;
import dev.onrush.runner.stats.DeltaReader;
import dev.onrush.runner.stats.Intervals;
import dev.onrush.runner.stats.Phase;
import dev.onrush.runner.stats.Recorder;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import dev.onrush.runner.stats.WorkerNames;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final long SECOND = Intervals.SECOND;
    private static final long MILLI = 1_000_000;

    private final RequestNames names = new RequestNames();
    private final RunStatistics statistics = new RunStatistics();
    private final WorkerNames worker = new WorkerNames(names);

    /** Start-up of two seconds, of which the first is slow; level until 8; closed until 7; something is missing of the fifth. */
    private final Marks marks = new Marks() {
        @Override
        public Instant start() {
            return Instant.ofEpochSecond(1_790_000_000);
        }

        @Override
        public long end() {
            return 9 * SECOND + 1;
        }

        @Override
        public boolean isClosed(long time) {
            return time <= 7 * SECOND;
        }

        @Override
        public boolean isComplete(long from, long to) {
            return from != 4 * SECOND;
        }

        @Override
        public Phase phase(long from, long to, boolean moving) {
            return from < 2 * SECOND ? Phase.RAMP : to > 8 * SECOND ? Phase.STOPPING : Phase.STEADY;
        }
    };

    @BeforeEach
    void measure() throws ProtocolException {
        Recorder recorder = new Recorder(names);
        int name = names.indexOf("GET", "/");
        recorder.begin(0);
        for (int second = 0; second < 9; second++) {
            for (int i = 1; i <= 100 && second != 3; i++) {
                long due = second * SECOND + i * MILLI;
                long end = due + (second == 0 ? 100 : 1) * i * MILLI;
                recorder.record(name, due, due, due, end, end, 0, second == 2 && i <= 5 ? "boom" : null);
            }
        }
        recorder.abort(name, 6 * SECOND, 9 * SECOND, 0);
        recorder.abort(name, 6 * SECOND, 9 * SECOND, 0);
        statistics.add(new DeltaReader().read(Payload.of(Cutter.cut(recorder, 9 * SECOND)), worker), worker, 0);
        statistics.intervals().at(2 * SECOND).users(12);
    }

    private History history() {
        return new History(statistics.intervals(), marks);
    }

    @Test
    void eachSecondIsAPointWithPercentilesOfItsOwn() {
        List<History.Point> points = history().points();
        assertEquals(10, points.size());
        History.Point third = points.get(2);
        assertEquals("2026-09-21T14:13:22Z", third.at());
        assertEquals(2, third.elapsedSeconds());
        assertEquals(1, third.seconds());
        assertEquals(12, third.users());
        assertEquals(100, third.requests());
        assertEquals(5, third.failures());
        assertEquals(100, third.requestsPerSecond());
        assertEquals(5, third.failuresPerSecond());
        assertEquals(50, third.p50Millis(), 0.1);
        assertEquals(95, third.p95Millis(), 0.1);
        assertEquals(99, third.p99Millis(), 0.1);
        assertEquals(Phase.STEADY, third.phase());
        assertTrue(third.closed() && third.complete());
        assertEquals(Phase.RAMP, points.getFirst().phase());
        assertEquals(9_500, points.getFirst().p95Millis(), 10);
        assertNull(points.getFirst().users());
        assertNull(points.get(3).p50Millis(), "no request was due");
        assertFalse(points.get(4).complete());
        assertFalse(points.get(7).closed());
        assertEquals(Phase.STOPPING, points.getLast().phase());
    }

    @Test
    void requestsWithoutAnEndLeaveTheHighestPercentilesOpen() {
        History.Point seventh = history().points().get(6);
        assertEquals(2, seventh.unfinished());
        assertEquals(97, seventh.p95Millis(), 0.2);
        assertNull(seventh.p99Millis());
    }

    @Test
    void startUpAndWhatIsOpenAreNotInTheSteadyPart() {
        History.Steady steady = history().steady();
        assertEquals(5, steady.seconds());
        assertEquals(80, steady.requestsPerSecond());
        assertEquals(400, steady.requests());
        assertEquals(5, steady.failures());
        assertEquals(2, steady.unfinished());
        assertEquals(95.5, steady.percentiles().get("95"), 1);
        assertNull(steady.percentiles().get("99.9"));
        assertFalse(steady.complete());
    }

    @Test
    void afterAResetTheIntervalInWhichItWasIsNotComplete() {
        statistics.reset(5 * SECOND + 1);
        List<History.Point> points = history().points();
        assertEquals(5, points.getFirst().elapsedSeconds());
        assertFalse(points.getFirst().complete());
        assertTrue(points.get(1).complete());
    }
}
