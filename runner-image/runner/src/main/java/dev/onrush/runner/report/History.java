package dev.onrush.runner.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onrush.runner.stats.Bounds;
import dev.onrush.runner.stats.Interval;
import dev.onrush.runner.stats.Intervals;
import dev.onrush.runner.stats.Phase;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run over time, by the interval in which requests were due. Used on the master's event loop. */
public final class History {
    private static final List<String> PERCENTILES = List.of("50", "90", "95", "99", "99.9");

    private final Intervals intervals;
    private final Marks marks;

    /**
     * An interval.
     *
     * @param at when it began, RFC 3339
     * @param elapsedSeconds the same since the run's clock started
     * @param seconds how long it took: 1, and more in a long run
     * @param users the most that ran; absent where nobody looked, as before a master's restart
     * @param requests that were due in it and got an answer or failed
     * @param unfinished that were due in it and never ended, or never started
     * @param requestsPerSecond of those that ended; so are failures
     * @param p50Millis response time; absent without a request, and where requests without an end leave it open; so are the others
     * @param closed nothing more will come, unless a worker returns that was lost
     * @param complete nothing is missing of what is known to have been done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            String at,
            long elapsedSeconds,
            long seconds,
            Phase phase,
            Integer users,
            long requests,
            long failures,
            long unfinished,
            double requestsPerSecond,
            double failuresPerSecond,
            Double p50Millis,
            Double p95Millis,
            Double p99Millis,
            boolean closed,
            boolean complete) {}

    /**
     * All closed intervals together in which the load was level.
     *
     * @param seconds how long they took together
     * @param percentiles response times in milliseconds by percentile; those are absent that requests without an end leave open
     * @param complete as in {@link Point}, of each of them
     */
    public record Steady(
            long seconds,
            long requests,
            long failures,
            long unfinished,
            double requestsPerSecond,
            Map<String, Double> percentiles,
            boolean complete) {}

    public History(Intervals intervals, Marks marks) {
        this.intervals = intervals;
        this.marks = marks;
    }

    /** From the first to the last, {@link Intervals#MOST} at most. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        long length = intervals.length();
        for (int i = first(); i < end(); i++) {
            points.add(point(i * length, length, interval(i)));
        }
        return points;
    }

    private int first() {
        return (int) (intervals.since() / intervals.length());
    }

    private int end() {
        if (marks.start() == null) {
            return 0;
        }
        long passed = Math.max(intervals.size(), Math.ceilDiv(marks.end(), intervals.length()));
        return (int) Math.min(Intervals.MOST, passed);
    }

    private Interval interval(int number) {
        Interval interval = intervals.get(number);
        return interval == null ? new Interval() : interval;
    }

    private Point point(long from, long length, Interval interval) {
        double seconds = length / 1e9;
        return new Point(
                marks.start().plusNanos(from).truncatedTo(ChronoUnit.MILLIS).toString(),
                from / Intervals.SECOND,
                length / Intervals.SECOND,
                phase(from, length, interval),
                interval.users() < 0 ? null : interval.users(),
                interval.requests(),
                interval.failures(),
                interval.unfinished(),
                rounded(interval.requests() / seconds),
                rounded(interval.failures() / seconds),
                millis(interval.percentile(50)),
                millis(interval.percentile(95)),
                millis(interval.percentile(99)),
                marks.isClosed(from + length),
                isComplete(from, length));
    }

    private Phase phase(long from, long length, Interval interval) {
        return marks.phase(from, from + length, interval.isMoving());
    }

    /** Of an interval in which the statistics were reset a part is gone. */
    private boolean isComplete(long from, long length) {
        return from >= intervals.since() && marks.isComplete(from, from + length);
    }

    /** The run without its start-up and its end. */
    public Steady steady() {
        Interval together = new Interval();
        long length = intervals.length();
        long taken = 0;
        boolean complete = true;
        for (int i = first(); i < end(); i++) {
            Interval interval = interval(i);
            long from = i * length;
            if (marks.isClosed(from + length) && phase(from, length, interval) == Phase.STEADY) {
                together.add(interval);
                taken += length;
                complete &= isComplete(from, length);
            }
        }
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (String name : PERCENTILES) {
            Double millis = millis(together.percentile(Double.parseDouble(name)));
            if (millis != null) {
                percentiles.put(name, millis);
            }
        }
        return new Steady(
                taken / Intervals.SECOND,
                together.requests(),
                together.failures(),
                together.unfinished(),
                taken == 0 ? 0 : rounded(together.requests() * 1e9 / taken),
                percentiles,
                complete);
    }

    private static Double millis(double nanos) {
        return Double.isNaN(nanos) || nanos == Bounds.UNKNOWN ? null : rounded(nanos / 1e6);
    }

    /** Three digits after the point say more than any measurement here knows. */
    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
