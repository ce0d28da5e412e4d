package dev.onrush.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
    @Test
    void aLongRunKeepsItsWholeCourseInBoundedRoom() {
        History history = new History();
        int seconds = 20 * History.MAX_POINTS;
        for (int i = 1; i <= seconds; i++) {
            history.add(new History.Point(Instant.ofEpochSecond(i).toString(), i, i, 0, 1));
            assertTrue(history.points().size() < History.MAX_POINTS);
        }
        List<History.Point> points = history.points();
        assertTrue(points.size() > History.MAX_POINTS / 4);
        assertTrue(points.getFirst().users() < seconds / 100, "the beginning is there");
        assertTrue(points.getLast().users() > seconds * 0.99, "and the end");
        int step = points.get(1).users() - points.get(0).users();
        for (int i = 1; i < points.size(); i++) {
            assertEquals(step, points.get(i).users() - points.get(i - 1).users(), "evenly apart");
        }
    }
}
