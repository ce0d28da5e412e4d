package dev.onrush.runner.stats;

import com.sun.management.ThreadMXBean;
import dev.onrush.runner.bus.ProtocolException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * What measuring costs in CPU time, printed: recording a request, cutting and encoding a delta, reading and merging it. Run it with the tests' class path;
 * arguments: request names, requests per name and delta.
 */
public final class DeltaBenchmark {
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 400;

    private DeltaBenchmark() {}

    public static void main(String[] args) throws ProtocolException {
        int nameCount = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int each = args.length > 1 ? Integer.parseInt(args[1]) : 400;
        Random random = new Random(1);
        RequestNames names = new RequestNames();
        for (int i = 0; i < nameCount; i++) {
            names.indexOf("GET", "/" + i);
        }
        long[] times = new long[1 << 16];
        for (int i = 0; i < times.length; i++) {
            times[i] = (long) (Math.exp(random.nextGaussian() * 0.5) * 5e6);
        }
        Recorder recorder = new Recorder(names);
        List<byte[]> deltas = new ArrayList<>();
        long recording = 0;
        long cutting = 0;
        long allocated = 0;
        int at = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long bytes = allocatedBytes();
            long start = cpuNanos();
            for (int name = 0; name < nameCount; name++) {
                for (int i = 0; i < each; i++) {
                    long time = times[at++ & times.length - 1];
                    recorder.record(name, 0, 20_000, 21_000, time, time - 150_000, 10_000, null);
                }
            }
            long recorded = cpuNanos();
            long after = allocatedBytes();
            deltas.add(recorder.cut());
            if (round >= WARM_UP) {
                allocated += after - bytes;
                recording += recorded - start;
                cutting += cpuNanos() - recorded;
            }
        }
        long requests = (long) ROUNDS * nameCount * each;
        System.out.printf(
                "record: %.1f ns and %.2f bytes allocated per request%n",
                (double) recording / requests, (double) allocated / requests);
        System.out.printf("cut and encode: %.0f us per delta%n", cutting / 1e3 / ROUNDS);
        merge(deltas, nameCount);
    }

    private static void merge(List<byte[]> deltas, int nameCount) throws ProtocolException {
        DeltaReader reader = new DeltaReader();
        RunStatistics statistics = new RunStatistics();
        WorkerNames worker = new WorkerNames(new RequestNames());
        List<String> texts =
                deltas.stream().map(Base64.getEncoder()::encodeToString).toList();
        long size = 0;
        long buckets = 0;
        long decoding = 0;
        long reading = 0;
        long merging = 0;
        long allocated = 0;
        for (int round = 0; round < texts.size(); round++) {
            long bytes = allocatedBytes();
            long start = cpuNanos();
            byte[] data = Base64.getDecoder().decode(texts.get(round));
            long decoded = cpuNanos();
            Delta delta = reader.read(data, worker);
            long read = cpuNanos();
            statistics.add(delta, worker, start);
            long merged = cpuNanos();
            if (round >= WARM_UP) {
                allocated += allocatedBytes() - bytes;
                size += data.length;
                decoding += decoded - start;
                reading += read - decoded;
                merging += merged - read;
                for (DeltaSamples samples : delta.samples()) {
                    buckets += samples.times().getFirst().to()
                            - samples.times().getFirst().from();
                }
            }
        }
        System.out.printf(
                "a delta: %d names, %.0f occupied buckets in each of four histograms, %.0f KiB%n",
                nameCount, (double) buckets / ROUNDS / nameCount, size / 1024.0 / ROUNDS);
        System.out.printf(
                "base64 %.0f us, read and check %.0f us, merge %.0f us per delta; %.0f KiB allocated%n",
                decoding / 1e3 / ROUNDS, reading / 1e3 / ROUNDS, merging / 1e3 / ROUNDS, allocated / 1024.0 / ROUNDS);
        long start = cpuNanos();
        double p99 = statistics.total().responseBracket().percentile(99).atMost();
        System.out.printf(
                "sum over all names and a percentile (%.1f ms): %.1f ms%n", p99 / 1e6, (cpuNanos() - start) / 1e6);
    }

    /** Of this thread, so that a busy machine is no matter. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
