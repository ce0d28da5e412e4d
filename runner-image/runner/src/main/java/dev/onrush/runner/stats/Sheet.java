package dev.onrush.runner.stats;

import java.util.Arrays;
import java.util.List;

/**
 * What a worker recorded between two cuts. There are two of them, which change places at each cut: one is recorded into, and what the other holds
 * is written out meanwhile. Belongs to one thread at a time.
 */
public final class Sheet {
    private final RunTotals totals = new RunTotals();
    private final Intervals intervals = new Intervals();
    private Samples[] byName = new Samples[16];
    private int firstName;
    private List<RequestNames.Key> names = List.of();
    private long watermark;

    RunTotals totals() {
        return totals;
    }

    Intervals intervals() {
        return intervals;
    }

    /** What is recorded under a name's number. */
    Samples at(int name) {
        if (name >= byName.length) {
            byName = Arrays.copyOf(byName, Math.max(name + 1, 2 * byName.length));
        }
        Samples samples = byName[name];
        if (samples == null) {
            samples = byName[name] = new Samples();
        }
        return samples;
    }

    /** By the numbers of names; null where nothing ever was. */
    Samples[] byName() {
        return byName;
    }

    /**
     * Nothing more is recorded.
     *
     * @param first the number of the first of the names
     * @param since names that came since the sheet before
     * @param mark nothing that is recorded later was due before it, by the run's clock
     */
    void close(int first, List<RequestNames.Key> since, long mark) {
        firstName = first;
        names = since;
        watermark = mark;
    }

    int firstName() {
        return firstName;
    }

    List<RequestNames.Key> names() {
        return names;
    }

    long watermark() {
        return watermark;
    }
}
