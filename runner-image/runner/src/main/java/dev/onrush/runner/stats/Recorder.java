package dev.onrush.runner.stats;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts requests on a worker's event loop, until they are cut off as a delta. Not thread-safe: one thread records and cuts. */
public final class Recorder {
    private final Samples[] byName;
    private long aborted;

    /** @param names how many request names the plan has */
    public Recorder(int names) {
        byName = new Samples[names];
    }

    /**
     * Counts a request that got an answer or failed.
     *
     * @param nanos its response time
     * @param error what went wrong, or null
     */
    public void record(int name, long nanos, String error) {
        Samples samples = byName[name];
        if (samples == null) {
            // A histogram takes some 270 KB, so a name that is never requested has none.
            samples = byName[name] = new Samples();
        }
        samples.record(nanos, error);
    }

    /** Counts a request that was given up in flight because the run stopped. */
    public void abort() {
        aborted++;
    }

    /** Everything since the last cut, encoded; recording then starts from nothing. */
    public byte[] cut() {
        SortedMap<Integer, Samples> samples = new TreeMap<>();
        for (int name = 0; name < byName.length; name++) {
            if (byName[name] != null && byName[name].requests() > 0) {
                samples.put(name, byName[name]);
            }
        }
        byte[] delta = DeltaCodec.encode(new Delta(samples, aborted));
        samples.values().forEach(Samples::clear);
        aborted = 0;
        return delta;
    }
}
