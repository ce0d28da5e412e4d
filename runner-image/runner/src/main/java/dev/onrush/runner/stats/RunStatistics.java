package dev.onrush.runner.stats;

import java.util.ArrayList;
import java.util.List;

/** All that a run measured, added up from the workers' deltas. Not thread-safe. */
public final class RunStatistics {
    private final Samples none = new Samples();
    private final List<Samples> byName = new ArrayList<>();
    private final Samples total = new Samples();
    private final RateWindow rate = new RateWindow();
    private long aborted;

    /**
     * @param worker the worker's names, which grow by those of the delta
     * @param nowNanos when it came, on the master's own clock: those of workers may differ by hours
     */
    public void add(Delta delta, WorkerNames worker, long nowNanos) {
        worker.add(delta.firstName(), delta.names());
        delta.samples().forEach((theirs, samples) -> {
            at(worker.indexOf(theirs)).add(samples);
            total.add(samples);
        });
        aborted += delta.aborted();
        rate.add(delta.requests(), nowNanos);
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

    /** Forgets everything. */
    public void reset() {
        byName.clear();
        total.clear();
        aborted = 0;
        rate.clear();
    }

    public Samples total() {
        return total;
    }

    /** What was measured under one name: not to be changed, and empty where there is nothing. */
    public Samples of(int name) {
        Samples samples = name < byName.size() ? byName.get(name) : null;
        return samples == null ? none : samples;
    }

    public long aborted() {
        return aborted;
    }

    /** Completed requests per second of the last few seconds. */
    public double currentRate(long nowNanos) {
        return rate.perSecond(nowNanos);
    }
}
