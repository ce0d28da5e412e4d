package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import org.junit.jupiter.api.Test;

class RateWindowTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void withoutACountTheRateIsZero() {
        assertEquals(0, new RateWindow().perSecond(SECOND));
    }

    @Test
    void aSteadyRateIsSeenFromTheFirstReportOn() {
        RateWindow rate = new RateWindow();
        for (int second = 1; second <= 30; second++) {
            rate.add(100, second * SECOND);
            assertEquals(100, rate.perSecond(second * SECOND), 1e-9, "after second " + second);
        }
    }

    @Test
    void reportsOfManyWorkersAddUp() {
        RateWindow rate = new RateWindow();
        for (int second = 1; second <= 20; second++) {
            for (int worker = 0; worker < 10; worker++) {
                rate.add(10, second * SECOND + worker * 1_000_000);
            }
        }
        assertEquals(100, rate.perSecond(20 * SECOND + 10_000_000), 1e-9);
    }

    @Test
    void aRateEndsFiveSecondsAfterTheLastCount() {
        RateWindow rate = new RateWindow();
        rate.add(100, 10 * SECOND);
        assertEquals(20, rate.perSecond(15 * SECOND - 1), 5);
        assertEquals(0, rate.perSecond(15 * SECOND));
        rate.add(50, 60 * SECOND);
        assertEquals(10, rate.perSecond(60 * SECOND), 1e-9);
    }

    @Test
    void timesMayBeNegativeAsThoseOfTheSystemClockAre() {
        RateWindow rate = new RateWindow();
        rate.add(100, Long.MIN_VALUE + 10 * SECOND);
        assertEquals(100, rate.perSecond(Long.MIN_VALUE + 10 * SECOND), 1e-9);
    }

    @Test
    void aRunsStatisticsHaveTheRateAndWhatWasAborted() throws ProtocolException {
        RequestNames names = new RequestNames();
        Recorder recorder = new Recorder(names);
        names.indexOf("GET", "/a");
        recorder.record(names.indexOf("GET", "/b"), 0, 0, 0, 5, 5, 0, null);
        recorder.abort(0, 0, 7, 0);
        RunStatistics statistics = new RunStatistics();
        WorkerNames worker = new WorkerNames(new RequestNames());
        statistics.add(new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker), worker, SECOND);
        recorder.abort(0, 0, 7, 0);
        statistics.add(new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker), worker, SECOND);
        assertEquals(2, statistics.aborted());
        assertEquals(1, statistics.total().requests());
        assertEquals(1, statistics.of(1).requests());
        assertEquals(0, statistics.of(0).requests());
        assertEquals(2, statistics.of(0).unfinished().count());
        assertEquals(0, statistics.of(70).requests());
        assertEquals(1, statistics.currentRate(SECOND), 1e-9);
    }
}
