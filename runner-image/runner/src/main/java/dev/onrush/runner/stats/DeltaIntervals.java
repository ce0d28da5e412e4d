package dev.onrush.runner.stats;

import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.stats.DeltaSamples.DeltaTimes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A delta's requests by the interval in which they were due.
 *
 * @param watermark in nanoseconds of the run's clock: no request that is yet to be told of was due before
 * @param shift the binary logarithm of how many seconds an interval takes
 * @param intervals in the order of time
 */
public record DeltaIntervals(long watermark, int shift, List<One> intervals) {
    /** How far a worker's clock may be ahead of the master's; both know it by a message's way between them, and drift apart. */
    private static final long AHEAD = TimeUnit.MINUTES.toNanos(1);

    /** @param number of the interval, from zero */
    record One(int number, long failures, long unfinished, DeltaTimes response) {}

    /**
     * Refuses what cannot have been yet.
     *
     * @param elapsed of the run, in nanoseconds
     */
    public void check(long elapsed) throws ProtocolException {
        long latest = elapsed + AHEAD + elapsed / 1_000;
        long last =
                intervals.isEmpty() ? 0 : Intervals.SECOND * intervals.getLast().number() << shift;
        if (watermark > latest || last > latest) {
            throw new ProtocolException("expected intervals until " + TimeUnit.NANOSECONDS.toSeconds(latest)
                    + " s after the start, found " + TimeUnit.NANOSECONDS.toSeconds(Math.max(watermark, last)) + " s");
        }
        if (shift > Intervals.shiftAt(latest)) {
            throw new ProtocolException("expected intervals of at most " + (1L << Intervals.shiftAt(latest))
                    + " s, found " + (1L << shift) + " s");
        }
    }

    void addTo(Intervals into) {
        into.coarsen(shift);
        for (One one : intervals) {
            long at = Intervals.SECOND * one.number() << shift;
            if (at + (Intervals.SECOND << shift) > into.since()) {
                Interval interval = into.at(at);
                one.response().addTo(interval.open());
                interval.failed(one.failures());
                interval.unfinished(one.unfinished());
            }
        }
    }
}
