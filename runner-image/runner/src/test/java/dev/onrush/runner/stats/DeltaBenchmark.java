package dev.onrush.runner.stats;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What measuring costs: recording a request, cutting and encoding a delta, reading and adding one up. {@code runner-image/benchmarks/micro.py} runs it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DeltaBenchmark {
    private static final int VARIANTS = 32;

    /** A worker's side. */
    @State(Scope.Thread)
    public static class Worker {
        @Param("50")
        int names;

        private final long[] times = new long[1 << 16];
        Recorder recorder;
        private int at;

        @Setup
        public void prepare() {
            Random random = new Random(1);
            for (int i = 0; i < times.length; i++) {
                times[i] = SampleDeltas.nanos(random);
            }
            recorder = new Recorder(SampleDeltas.names(names));
        }

        void record() {
            long time = times[at++ & times.length - 1];
            recorder.record(at % names, 0, 20_000, 21_000, time, time - 150_000, 10_000, null);
        }
    }

    /** A worker that has something to cut. */
    @State(Scope.Thread)
    public static class FullWorker extends Worker {
        @Param("450")
        int requests;

        private final CutSheets sheets = new CutSheets(0);
        private Sheet full;

        @Setup(Level.Invocation)
        public void fill() {
            if (full != null) {
                sheets.encode(full);
                full = null;
            }
            for (int i = 0; i < names * requests; i++) {
                record();
            }
        }
    }

    /** The master's side. */
    @State(Scope.Thread)
    public static class Master {
        @Param("50")
        int names;

        @Param("450")
        int requests;

        private final DeltaReader reader = new DeltaReader();
        private final RunStatistics statistics = new RunStatistics();
        private WorkerNames worker;
        private List<Payload> deltas;
        private int at;

        @Setup
        public void prepare() throws ProtocolException {
            deltas = SampleDeltas.of(names, requests, VARIANTS).stream()
                    .map(sample -> Payload.of(sample.at(0)))
                    .toList();
            worker = new WorkerNames(new RequestNames());
            statistics.add(reader.read(deltas.getFirst(), worker), worker, 0);
        }

        Payload next() {
            return deltas.get(at++ % VARIANTS);
        }
    }

    @Benchmark
    public void record(Worker worker) {
        worker.record();
    }

    @Benchmark
    public Sheet cut(FullWorker worker) {
        worker.full = worker.recorder.cut(worker.sheets.empty(), 0);
        return worker.full;
    }

    @Benchmark
    public byte[] cutAndEncode(FullWorker worker) {
        return worker.sheets.encode(worker.recorder.cut(worker.sheets.empty(), 0));
    }

    @Benchmark
    public Delta read(Master master) throws ProtocolException {
        return master.reader.read(master.next(), master.worker);
    }

    @Benchmark
    public void readAndAdd(Master master) throws ProtocolException {
        master.statistics.add(master.reader.read(master.next(), master.worker), master.worker, 0);
    }

    @Benchmark
    public double total(Master master) {
        return master.statistics.of(_ -> true).responseBracket().percentile(99).atMost();
    }
}
