package dev.onrush.runner.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.report.History;
import dev.onrush.runner.stats.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
    @Test
    void marksAreRoundSecondsAndTenAtMostOrSo() {
        assertEquals(List.of(0L, 5L, 10L, 15L, 20L, 25L, 30L), axis(0, 30, 1).marks());
        assertEquals(
                List.of(60L, 90L, 120L, 150L, 180L, 210L, 240L),
                axis(59, 240, 1).marks());
        for (int seconds = 1; seconds < 1_000_000; seconds = seconds * 3 / 2 + 1) {
            int marks = axis(0, seconds, seconds).marks().size();
            assertTrue(marks >= 2 && marks <= 12, seconds + " s: " + marks);
        }
    }

    @Test
    void aSecondIsWhereItIsInTheRun() {
        TimeAxis axis = axis(10, 20, 1);
        assertEquals(0, axis.at(10));
        assertEquals(0.5, axis.at(15));
        assertEquals(1, axis.at(20));
    }

    @Test
    void neighboursInWhichTheLoadMovedAreOne() {
        TimeAxis axis = new TimeAxis(List.of(
                point(0, 2, Phase.RAMP),
                point(2, 2, Phase.RAMP),
                point(4, 2, Phase.STEADY),
                point(6, 2, Phase.STOPPING)));
        assertEquals(List.of(new TimeAxis.Span(0, 4), new TimeAxis.Span(6, 8)), axis.moving());
    }

    @Test
    void labelsAreMinutesAndSeconds() {
        assertEquals("0:07", TimeAxis.label(7));
        assertEquals("12:30", TimeAxis.label(750));
        assertEquals("1:00:00", TimeAxis.label(3_600));
        assertEquals("26:01:05", TimeAxis.label(93_665));
    }

    private static TimeAxis axis(long from, long to, long each) {
        return new TimeAxis(List.of(point(from, 1, Phase.STEADY), point(to - each, each, Phase.STEADY)));
    }

    private static History.Point point(long second, long seconds, Phase phase) {
        return Reports.point(second, seconds, phase, 2.5, true);
    }
}
