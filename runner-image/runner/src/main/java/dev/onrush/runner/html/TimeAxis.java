package dev.onrush.runner.html;

import dev.onrush.runner.report.History;
import dev.onrush.runner.stats.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's time as an axis, in seconds since the run's clock started. */
final class TimeAxis {
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200
    };
    private static final long DAY = 86_400;
    private static final int MOST_MARKS = 10;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private final List<History.Point> points;
    private final long from;
    private final long to;

    /** Seconds in which users were being started or stopped. */
    record Span(long from, long to) {}

    /** @param points in the order of time, one at least */
    TimeAxis(List<History.Point> points) {
        this.points = List.copyOf(points);
        this.from = points.getFirst().elapsedSeconds();
        this.to = end(points.getLast());
    }

    /** Where a second is: 0 at the beginning, 1 at the end. */
    double at(long second) {
        return (double) (second - from) / (to - from);
    }

    List<History.Point> points() {
        return points;
    }

    static long end(History.Point point) {
        return point.elapsedSeconds() + point.seconds();
    }

    /** Round seconds, ten or so at most. */
    List<Long> marks() {
        long step = DAY * (1 + (to - from) / DAY / MOST_MARKS);
        for (int i = STEPS.length - 1; i >= 0 && (to - from) / STEPS[i] <= MOST_MARKS; i--) {
            step = STEPS[i];
        }
        List<Long> marks = new ArrayList<>();
        for (long second = Math.ceilDiv(from, step) * step; second <= to; second += step) {
            marks.add(second);
        }
        return marks;
    }

    /** When the load was not level. */
    List<Span> moving() {
        List<Span> spans = new ArrayList<>();
        for (History.Point point : points) {
            if (point.phase() != Phase.STEADY) {
                boolean goesOn = !spans.isEmpty() && spans.getLast().to() == point.elapsedSeconds();
                long since = goesOn ? spans.removeLast().from() : point.elapsedSeconds();
                spans.add(new Span(since, end(point)));
            }
        }
        return spans;
    }

    /** {@code 0:07}, {@code 12:30} or {@code 1:00:00}. */
    static String label(long second) {
        return second < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", second / MINUTE, second % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", second / HOUR, second % HOUR / MINUTE, second % MINUTE);
    }
}
