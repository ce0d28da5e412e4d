package dev.onrush.runner.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts requests on a worker's event loop, until they are cut off as a {@link Sheet}, which {@link CutSheets} writes out elsewhere. Not
 * thread-safe: one thread records and cuts. All times are of {@link System#nanoTime}.
 */
public final class Recorder {
    private final RequestNames names;
    private final DueIntervals intervals = new DueIntervals();
    private Sheet sheet = new Sheet();
    private int described;

    /** @param names the numbers that {@link #record} takes; it may grow */
    public Recorder(RequestNames names) {
        this.names = names;
        this.described = names.fixed();
    }

    /** The run's clock starts, or has started, at a time. The first call counts; until then nothing is told apart by when it was due. */
    public void begin(long at) {
        intervals.begin(at);
    }

    /**
     * Counts a request that got an answer or failed.
     *
     * @param name its number in the names
     * @param due when the plan wanted it: the response time runs from here
     * @param sent when it was given to a connection that stood, just before it was written: the service time runs from here; equal
     *     to {@code end} for a request that was never sent
     * @param end when its last byte was read, or it failed
     * @param written no earlier than when the kernel had taken its last byte; {@code end} where that is not known
     * @param earliestEnd no later than when its last byte became readable: what the event loop knows from the poll before
     * @param lag how much of {@code written - due} may have been this generator's own doing, such as a timer that was late; zero or more
     * @param error what went wrong, or null
     */
    public void record(
            int name, long due, long sent, long written, long end, long earliestEnd, long lag, String error) {
        // An answer does not come before its request was sent.
        long known = earliestEnd - sent < 0 ? sent : earliestEnd;
        sheet.at(name).record(end - due, known - due - lag, end - sent, known - written, error);
        intervals.record(sheet.intervals(), due, end - due, error != null);
    }

    /** Counts the bytes of an answer's body, beside {@link #record}. */
    public void received(int name, long bytes) {
        sheet.at(name).received(bytes);
    }

    /**
     * Counts a request that was given up in flight because the run stopped.
     *
     * @param due as for {@link #record}
     * @param now no later than when its end could be noticed
     * @param lag as for {@link #record}
     */
    public void abort(int name, long due, long now, long lag) {
        sheet.totals().abort(1);
        sheet.at(name).unfinished(now - due - lag);
        intervals.unfinished(sheet.intervals(), due);
    }

    /** Counts an arrival that started. @param lateNanos how late this generator was with it */
    public void arrived(long lateNanos) {
        sheet.totals().startDelay().record(lateNanos);
    }

    /** Counts an arrival that will not start. @param now {@code due} or later; before, when it is given up ahead of its time */
    public void drop(long due, long now) {
        sheet.totals().dropped().record(Math.max(0, now - due));
        intervals.unfinished(sheet.intervals(), due);
    }

    /**
     * Takes everything since the last cut; recording goes on with nothing. This is all that a cut costs the thread that records.
     *
     * @param empty what is recorded into from now on
     * @param oldest no request that is yet to be recorded was due before
     */
    public Sheet cut(Sheet empty, long oldest) {
        Sheet full = sheet;
        sheet = empty;
        full.close(described, namesFrom(described), intervals.advance(oldest));
        described = names.size();
        return full;
    }

    private List<RequestNames.Key> namesFrom(int first) {
        List<RequestNames.Key> keys = new ArrayList<>();
        for (int i = first; i < names.size(); i++) {
            keys.add(names.get(i));
        }
        return keys;
    }
}
