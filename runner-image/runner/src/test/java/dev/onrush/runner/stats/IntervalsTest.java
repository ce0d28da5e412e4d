package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    private static final double[] PERCENTILES = {1, 50, 95, 99, 99.9, 100};

    @Test
    void aRequestIsInTheIntervalInWhichItWasDue() {
        Intervals intervals = new Intervals();
        intervals.at(-5).record(1, false);
        intervals.at(0).record(1, false);
        intervals.at(Intervals.SECOND - 1).record(1, true);
        intervals.at(Intervals.SECOND).record(1, false);
        assertEquals(3, intervals.get(0).requests());
        assertEquals(1, intervals.get(0).failures());
        assertEquals(1, intervals.get(1).requests());
        assertNull(intervals.get(2));
        assertEquals(2, intervals.size());
    }

    @Test
    void neighboursOfALongRunAreAddedUpAndNothingIsAveraged() {
        Random random = new Random(3);
        Intervals intervals = new Intervals();
        Times[] expected = new Times[5 * Intervals.MOST / 8];
        for (int second = 0; second < 5 * Intervals.MOST; second++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                long nanos = SampleSets.nanos(random);
                intervals.at(second * Intervals.SECOND).record(nanos, false);
                if (expected[second / 8] == null) {
                    expected[second / 8] = new Times();
                }
                expected[second / 8].record(nanos);
            }
            intervals.at(second * Intervals.SECOND).users(second);
            if (second % 100 == 0) {
                intervals.pack(second * Intervals.SECOND);
            }
        }
        assertEquals(8 * Intervals.SECOND, intervals.length());
        assertEquals(expected.length, intervals.size());
        for (int i = 0; i < expected.length; i++) {
            Interval interval = intervals.get(i);
            assertEquals(expected[i].count(), interval.requests());
            assertEquals(8 * i + 7, interval.users());
            for (double percentile : PERCENTILES) {
                assertEquals(expected[i].percentile(percentile), interval.percentile(percentile));
            }
        }
    }

    @Test
    void anIntervalSaysTheSamePackedAndMayGrowAgain() {
        Random random = new Random(4);
        Interval interval = new Interval();
        Times expected = new Times();
        for (int i = 0; i < 5_000; i++) {
            long nanos = SampleSets.nanos(random);
            interval.record(nanos, false);
            expected.record(nanos);
            if (i % 500 == 0) {
                interval.pack();
                assertTrue(interval.isPacked());
                assertSame(expected, interval);
            }
        }
        assertSame(expected, interval);
    }

    private static void assertSame(Times expected, Interval interval) {
        assertEquals(expected.count(), interval.requests());
        for (double percentile : PERCENTILES) {
            assertEquals(expected.percentile(percentile), interval.percentile(percentile));
        }
    }

    @Test
    void requestsWithoutAnEndTakeLongerThanAllOthers() {
        Interval interval = new Interval();
        assertTrue(Double.isNaN(interval.percentile(50)));
        for (int i = 1; i <= 90; i++) {
            interval.record(i, false);
        }
        interval.unfinished(10);
        assertEquals(90, interval.percentile(90));
        assertEquals(Bounds.UNKNOWN, interval.percentile(91));
        interval.pack();
        assertEquals(50, interval.percentile(50));
        assertEquals(Bounds.UNKNOWN, interval.percentile(100));
    }
}
