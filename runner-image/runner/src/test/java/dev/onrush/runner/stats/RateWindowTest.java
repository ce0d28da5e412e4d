package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    void aRunsStatisticsHaveTheRateAndWhatWasAborted() {
        RunStatistics statistics = new RunStatistics();
        Samples samples = new Samples();
        samples.record(5, null);
        TreeMap<Integer, Samples> byName = new TreeMap<>(Map.of(1, samples));
        WorkerNames worker = new WorkerNames(new RequestNames());
        List<RequestNames.Key> keys = List.of(new RequestNames.Key("GET", "/a"), new RequestNames.Key("GET", "/b"));
        statistics.add(new Delta(0, keys, byName, 2), worker, SECOND);
        statistics.add(new Delta(2, List.of(), new TreeMap<>(), 3), worker, SECOND);
        assertEquals(5, statistics.aborted());
        assertEquals(1, statistics.total().requests());
        assertEquals(1, statistics.of(1).requests());
        assertEquals(0, statistics.of(0).requests());
        assertEquals(0, statistics.of(70).requests());
        assertEquals(1, statistics.currentRate(SECOND), 1e-9);
    }
}
