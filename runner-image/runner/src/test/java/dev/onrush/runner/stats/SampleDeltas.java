package dev.onrush.runner.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Deltas as of a worker under load, for benchmarks: response times of a few milliseconds, spread over some hundred buckets for each name. */
public final class SampleDeltas {
    private SampleDeltas() {}

    /** The names that {@link #of} counts under, in the order of their numbers. */
    public static RequestNames names(int count) {
        RequestNames names = new RequestNames();
        for (int i = 0; i < count; i++) {
            names.indexOf("GET", "/" + i);
        }
        return names;
    }

    /** A response time: half of them are below 5 ms, most within 2 and 13 ms. */
    static long nanos(Random random) {
        return (long) (Math.exp(random.nextGaussian() * 0.5) * 5e6);
    }

    /**
     * @param each requests for each name and delta
     * @param count of deltas
     */
    public static List<byte[]> of(int names, int each, int count) {
        Random random = new Random(1);
        Recorder recorder = new Recorder(names(names));
        recorder.begin(0);
        List<byte[]> deltas = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            for (int name = 0; name < names; name++) {
                for (int i = 0; i < each; i++) {
                    long nanos = nanos(random);
                    recorder.record(name, 0, 20_000, 21_000, nanos, nanos - 150_000, 10_000, null);
                }
            }
            deltas.add(recorder.cut(0));
        }
        return deltas;
    }
}
