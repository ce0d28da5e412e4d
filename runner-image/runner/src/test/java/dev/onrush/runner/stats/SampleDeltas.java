package dev.onrush.runner.stats;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
     * A delta whose requests were all due in one second.
     *
     * @param samples of all names, up to where intervals begin
     * @param interval all of them together, without its number
     */
    public record Sample(byte[] samples, byte[] interval) {
        /** As if it were cut now. @param elapsed of the run, in nanoseconds */
        public byte[] at(long elapsed) {
            int shift = Intervals.shiftAt(elapsed);
            Bytes numbers = new Bytes();
            numbers.number(Math.max(0, elapsed - Intervals.SECOND));
            numbers.number(shift);
            numbers.number(1);
            numbers.number((elapsed / Intervals.SECOND >>> shift) + 1);
            byte[] between = numbers.take();
            return ByteBuffer.allocate(samples.length + between.length + interval.length)
                    .put(samples)
                    .put(between)
                    .put(interval)
                    .array();
        }
    }

    /**
     * @param each requests for each name and delta
     * @param count of deltas
     */
    public static List<Sample> of(int names, int each, int count) {
        Random random = new Random(1);
        Recorder recorder = new Recorder(names(names));
        Recorder withInterval = new Recorder(names(names));
        withInterval.begin(0);
        Cutter cutter = new Cutter(recorder);
        Cutter cutterWithInterval = new Cutter(withInterval);
        List<Sample> samples = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            for (int name = 0; name < names; name++) {
                for (int i = 0; i < each; i++) {
                    long nanos = nanos(random);
                    recorder.record(name, 0, 20_000, 21_000, nanos, nanos - 150_000, 10_000, null);
                    withInterval.record(name, 0, 20_000, 21_000, nanos, nanos - 150_000, 10_000, null);
                }
            }
            // Without intervals these are the watermark, the length and how many there are; with one its number, too.
            byte[] none = cutter.cut(0);
            byte[] one = cutterWithInterval.cut(0);
            samples.add(new Sample(
                    Arrays.copyOf(none, none.length - 3), Arrays.copyOfRange(one, none.length + 1, one.length)));
        }
        return samples;
    }
}
