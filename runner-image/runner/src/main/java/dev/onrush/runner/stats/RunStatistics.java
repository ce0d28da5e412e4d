package dev.onrush.runner.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** All that a run measured, added up from the workers' deltas. Not thread-safe. */
public final class RunStatistics {
    private final Samples none = new Samples();
    private final List<Samples> byName = new ArrayList<>();
    private final RunTotals totals = new RunTotals();
    private final RateWindow rate = new RateWindow();
    private final Intervals intervals = new Intervals();
    private Samples total = new Samples();
    private boolean totalIsCurrent = true;

    /**
     * @param worker the worker's names, which grow by those of the delta
     * @param nowNanos when it came, on the master's own clock: those of workers may differ by hours
     */
    public void add(Delta delta, WorkerNames worker, long nowNanos) {
        worker.add(delta.firstName(), delta.names());
        for (DeltaSamples samples : delta.samples()) {
            samples.addTo(at(worker.indexOf(samples.name())));
        }
        totalIsCurrent = false;
        delta.totals().addTo(totals);
        delta.intervals().addTo(intervals);
        rate.add(delta.requests(), nowNanos);
    }

    /** The same of what was measured before it was to be forgotten: only the worker's names grow. */
    public void forget(Delta delta, WorkerNames worker) {
        worker.add(delta.firstName(), delta.names());
    }

    private Samples at(int name) {
        while (byName.size() <= name) {
            byName.add(null);
        }
        if (byName.get(name) == null) {
            byName.set(name, new Samples());
        }
        return byName.get(name);
    }

    /** Forgets everything that was measured. @param elapsed how far the run has come, in nanoseconds */
    public void reset(long elapsed) {
        intervals.clear();
        intervals.begin(elapsed);
        byName.clear();
        totals.clear();
        totalIsCurrent = false;
        rate.clear();
    }

    /** All request names together; not to be changed. Adding them up when asked costs less than with each delta. */
    public Samples total() {
        if (!totalIsCurrent) {
            total = of(_ -> true);
            // An arrival that never started would have made a request, of whatever name.
            total.unfinished().add(totals.dropped());
            totalIsCurrent = true;
        }
        return total;
    }

    /** Some request names together. */
    public Samples of(IntPredicate names) {
        Samples together = new Samples();
        for (int i = 0; i < byName.size(); i++) {
            if (byName.get(i) != null && names.test(i)) {
                together.add(byName.get(i));
            }
        }
        return together;
    }

    /** What was measured under one name: not to be changed, and empty where there is nothing. */
    public Samples of(int name) {
        Samples samples = name < byName.size() ? byName.get(name) : null;
        return samples == null ? none : samples;
    }

    /** Requests that were given up in flight when the run stopped. */
    public long aborted() {
        return totals.aborted();
    }

    /** What is counted beside request names; not to be changed. */
    public RunTotals totals() {
        return totals;
    }

    /** The same requests by when they were due. */
    public Intervals intervals() {
        return intervals;
    }

    /** Completed requests per second of the last few seconds. */
    public double currentRate(long nowNanos) {
        return rate.perSecond(nowNanos);
    }
}
