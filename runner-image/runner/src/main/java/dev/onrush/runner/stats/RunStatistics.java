package dev.onrush.runner.stats;

/** All that a run measured, added up from the workers' deltas. Not thread-safe. */
public final class RunStatistics {
    private final Samples[] byName;
    private final Samples total = new Samples();
    private final RateWindow rate = new RateWindow();
    private long aborted;

    /** @param names how many request names the plan has */
    public RunStatistics(int names) {
        byName = new Samples[names];
        for (int i = 0; i < names; i++) {
            byName[i] = new Samples();
        }
    }

    /** @param nowNanos when it came, on the master's own clock: those of workers may differ by hours */
    public void add(Delta delta, long nowNanos) {
        delta.samples().forEach((name, samples) -> {
            byName[name].add(samples);
            total.add(samples);
        });
        aborted += delta.aborted();
        rate.add(delta.requests(), nowNanos);
    }

    public Samples total() {
        return total;
    }

    public Samples of(int name) {
        return byName[name];
    }

    public int names() {
        return byName.length;
    }

    public long aborted() {
        return aborted;
    }

    /** Completed requests per second of the last few seconds. */
    public double currentRate(long nowNanos) {
        return rate.perSecond(nowNanos);
    }
}
