package dev.onrush.runner.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts requests on a worker's event loop, until they are cut off as a delta. Not thread-safe: one thread records and cuts. All
 * times are of {@link System#nanoTime}.
 */
public final class Recorder {
    private final RequestNames names;
    private Samples[] byName = new Samples[16];
    private int described;
    private long aborted;

    /** @param names the numbers that {@link #record} takes; it may grow */
    public Recorder(RequestNames names) {
        this.names = names;
        this.described = names.fixed();
    }

    /**
     * Counts a request that got an answer or failed.
     *
     * @param name its number in the names
     * @param due when the plan wanted it: the response time runs from here
     * @param sent when it was given to a connection that stood, just before it was written: the service time runs from here; equal
     *     to {@code end} for a request that was never sent
     * @param end when its last byte was read, or it failed
     * @param earliestEnd no later than when its last byte became readable: what the event loop knows from the poll before; at most
     *     {@code end}
     * @param lag how much of {@code sent - due} was this generator's own doing, such as a timer that was late; zero or more
     * @param error what went wrong, or null
     */
    public void record(int name, long due, long sent, long end, long earliestEnd, long lag, String error) {
        if (name >= byName.length) {
            byName = Arrays.copyOf(byName, Math.max(name + 1, 2 * byName.length));
        }
        Samples samples = byName[name];
        if (samples == null) {
            // A histogram takes some 270 KB, so a name that is never requested has none.
            samples = byName[name] = new Samples();
        }
        samples.record(end - due, error);
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
        int first = described;
        List<RequestNames.Key> unknown = new ArrayList<>();
        while (described < names.size()) {
            unknown.add(names.get(described++));
        }
        byte[] delta = DeltaCodec.encode(new Delta(first, unknown, samples, aborted));
        samples.values().forEach(Samples::clear);
        aborted = 0;
        return delta;
    }
}
