package dev.onrush.runner.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A run over time, for charts: a point each second at first. When there is no more room, every second point is given up and the
 * next ones are half as frequent, so that a run of any length fits and its whole course is seen. Not thread-safe.
 */
public final class History {
    static final int MAX_POINTS = 1_200;

    private final List<Point> points = new ArrayList<>();
    private int every = 1;
    private int skipped;

    /**
     * @param at RFC 3339
     * @param averageMillis response time of the requests since the point before
     */
    public record Point(
            String at, int users, double requestsPerSecond, double failuresPerSecond, double averageMillis) {}

    void add(Point point) {
        if (++skipped < every) {
            return;
        }
        skipped = 0;
        points.add(point);
        if (points.size() == MAX_POINTS) {
            List<Point> kept = new ArrayList<>();
            for (int i = 1; i < points.size(); i += 2) {
                kept.add(points.get(i));
            }
            points.clear();
            points.addAll(kept);
            every *= 2;
        }
    }

    void clear() {
        points.clear();
        every = 1;
        skipped = 0;
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
