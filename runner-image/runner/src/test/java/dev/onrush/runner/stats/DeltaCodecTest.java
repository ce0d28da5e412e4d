package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeltaCodecTest {
    private static final int NAMES = 5;

    private static RequestNames names(int count) {
        RequestNames names = new RequestNames();
        for (int i = 0; i < count; i++) {
            names.indexOf("GET", "/" + i);
        }
        return names;
    }

    private static Recorder recorder() {
        return new Recorder(names(NAMES));
    }

    private static Delta read(byte[] bytes) throws ProtocolException {
        return DeltaCodec.decode(bytes, new WorkerNames(new RequestNames()));
    }

    private static void record(Recorder recorder, int name, long nanos, String error) {
        recorder.record(name, 0, 0, nanos, nanos, 0, error);
    }

    private static byte[] delta(Random random, int samples) {
        Recorder recorder = recorder();
        for (int i = 0; i < samples; i++) {
            record(recorder, random.nextInt(NAMES), SampleSets.nanos(random), SampleSets.error(random));
        }
        recorder.abort();
        return recorder.cut();
    }

    @Test
    void anEmptyDeltaIsSmallAndReadAsEmpty() throws ProtocolException {
        byte[] bytes = new Recorder(new RequestNames()).cut();
        assertTrue(bytes.length < 30);
        assertEquals(new Delta(0, List.of(), new TreeMap<>(), 0), read(bytes));
    }

    @Test
    void aDeltaIsReadAsItWasRecorded() throws ProtocolException {
        Recorder recorder = recorder();
        record(recorder, 2, 1_000, null);
        record(recorder, 2, 3_000, "status 500 — ü");
        record(recorder, 4, 5_000_000, null);
        recorder.abort();
        Delta delta = read(recorder.cut());
        assertEquals(List.of(2, 4), List.copyOf(delta.samples().keySet()));
        assertEquals(3, delta.requests());
        assertEquals(1, delta.aborted());
        Samples samples = delta.samples().get(2);
        assertEquals(1, samples.failures());
        assertEquals(4_000, samples.sum());
        assertEquals(1_000, samples.min());
        assertEquals(3_000, samples.max());
        assertEquals(Map.of("status 500 — ü", 1L), samples.errors());
    }

    @Test
    void whatWasCutIsNotCutAgain() throws ProtocolException {
        Recorder recorder = recorder();
        record(recorder, 0, 1_000, "x");
        recorder.abort();
        WorkerNames worker = new WorkerNames(new RequestNames());
        new RunStatistics().add(DeltaCodec.decode(recorder.cut(), worker), worker, 0);
        assertEquals(0, DeltaCodec.decode(recorder.cut(), worker).aborted());
        record(recorder, 0, 2_000, null);
        Samples samples = DeltaCodec.decode(recorder.cut(), worker).samples().get(0);
        assertEquals(1, samples.requests());
        assertEquals(2_000, samples.min());
        assertEquals(Map.of(), samples.errors());
    }

    @Test
    void theDeltasOfManyWorkersAddUpToOneSetOfAllSamples() throws ProtocolException {
        Random random = new Random(8);
        int workers = 7;
        Recorder[] recorders = new Recorder[workers];
        Arrays.setAll(recorders, _ -> recorder());
        RequestNames names = new RequestNames();
        WorkerNames[] theirs = new WorkerNames[workers];
        Arrays.setAll(theirs, _ -> new WorkerNames(names));
        RunStatistics merged = new RunStatistics();
        Samples all = new Samples();
        Samples[] byName = new Samples[NAMES];
        Arrays.setAll(byName, _ -> new Samples());
        for (int i = 0; i < 50_000; i++) {
            int name = random.nextInt(NAMES);
            long nanos = SampleSets.nanos(random);
            String error = SampleSets.error(random);
            all.record(nanos, error);
            byName[name].record(nanos, error);
            int worker = random.nextInt(workers);
            Recorder recorder = recorders[worker];
            record(recorder, name, nanos, error);
            if (random.nextInt(1_000) == 0) {
                merged.add(DeltaCodec.decode(recorder.cut(), theirs[worker]), theirs[worker], i);
            }
        }
        for (int worker = 0; worker < workers; worker++) {
            merged.add(DeltaCodec.decode(recorders[worker].cut(), theirs[worker]), theirs[worker], 50_000);
        }
        assertSame(all, merged.total());
        for (int name = 0; name < NAMES; name++) {
            assertSame(byName[name], merged.of(names.indexOf("GET", "/" + name)));
        }
    }

    private static void assertSame(Samples expected, Samples found) {
        assertEquals(expected.requests(), found.requests());
        assertEquals(expected.failures(), found.failures());
        assertEquals(expected.sum(), found.sum());
        assertEquals(expected.min(), found.min());
        assertEquals(expected.max(), found.max());
        assertEquals(expected.errors(), found.errors());
        assertEquals(expected.histogram(), found.histogram());
        for (int permille = 1; permille <= 1_000; permille++) {
            assertEquals(expected.percentile(permille / 10.0), found.percentile(permille / 10.0));
        }
    }

    @Test
    void everyTruncatedDeltaIsRefused() {
        byte[] bytes = delta(new Random(9), 40);
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThrows(ProtocolException.class, () -> read(truncated), "length " + length);
        }
    }

    @Test
    void changedBytesAreReadOrRefusedButNeverBreakTheMaster() {
        Random random = new Random(10);
        int refused = 0;
        for (int run = 0; run < 3_000; run++) {
            byte[] bytes = delta(random, 1 + random.nextInt(3));
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Delta delta = read(bytes);
                assertTrue(delta.aborted() >= 0);
                assertTrue(delta.samples().keySet().stream().allMatch(name -> name >= 0 && name < NAMES));
                delta.samples().values().forEach(DeltaCodecTest::assertPlausible);
            } catch (ProtocolException _) {
                refused++;
            }
        }
        assertTrue(refused > 300, "refused " + refused);
    }

    private static void assertPlausible(Samples samples) {
        assertTrue(samples.requests() >= samples.failures() && samples.failures() >= 0);
        assertTrue(samples.sum() >= 0, "sum");
        assertTrue(samples.min() >= 0 && samples.max() >= 0, "minimum and maximum");
        assertTrue(samples.errors().values().stream().allMatch(count -> count >= 0), "failures by kind");
        assertEquals(samples.requests(), samples.histogram().getTotalCount());
    }

    @Test
    void aNumberWithoutANameIsRefused() {
        Recorder recorder = recorder();
        recorder.cut();
        record(recorder, NAMES - 1, 1, null);
        byte[] second = recorder.cut();
        assertThrows(ProtocolException.class, () -> read(second), "the names were in the delta before");
    }

    @Test
    void namesTravelOnceAndEachWorkerNumbersItsOwn() throws ProtocolException {
        RequestNames names = new RequestNames();
        RunStatistics merged = new RunStatistics();
        for (String own : List.of("/a", "/b")) {
            RequestNames theirs = new RequestNames();
            Recorder recorder = new Recorder(theirs);
            WorkerNames worker = new WorkerNames(names);
            record(recorder, theirs.indexOf("GET", own), 1_000, null);
            merged.add(DeltaCodec.decode(recorder.cut(), worker), worker, 0);
            record(recorder, theirs.indexOf("GET", "/both"), 1_000, null);
            record(recorder, theirs.indexOf("GET", own), 1_000, null);
            byte[] second = recorder.cut();
            Delta delta = DeltaCodec.decode(second, worker);
            assertEquals(List.of(new RequestNames.Key("GET", "/both")), delta.names());
            merged.add(delta, worker, 0);
            // The same names once more, as when nobody knows whether they arrived, change nothing.
            assertEquals(delta.names(), DeltaCodec.decode(second, worker).names());
            worker.add(delta.firstName(), delta.names());
            assertEquals(2, worker.size());
        }
        assertEquals(3, names.size());
        assertEquals(2, merged.of(names.indexOf("GET", "/a")).requests());
        assertEquals(2, merged.of(names.indexOf("GET", "/b")).requests());
        assertEquals(2, merged.of(names.indexOf("GET", "/both")).requests());
    }

    @Test
    void namesThatComeWithoutEndAreCountedTogether() throws ProtocolException {
        RequestNames theirs = new RequestNames();
        Recorder recorder = new Recorder(theirs);
        RequestNames names = new RequestNames();
        names.indexOf("GET", "known to the master only");
        WorkerNames worker = new WorkerNames(names);
        for (int i = 0; i < RequestNames.MAX_NAMES + 50; i++) {
            theirs.indexOf("GET", "/" + i + "x".repeat(1_000));
        }
        record(recorder, theirs.indexOf("PUT", "one more"), 1_000, null);
        RunStatistics merged = new RunStatistics();
        merged.add(DeltaCodec.decode(recorder.cut(), worker), worker, 0);
        assertEquals(RequestNames.MAX_NAMES + 1, names.size());
        assertEquals(RequestNames.OTHER, names.get(RequestNames.MAX_NAMES));
        assertEquals(1, merged.of(RequestNames.MAX_NAMES).requests());
    }

    @Test
    void aVeryLongErrorStillFitsIntoADelta() throws ProtocolException {
        Recorder recorder = recorder();
        record(recorder, 0, 1, "check: /a is not " + "中".repeat(100_000));
        Samples samples = read(recorder.cut()).samples().get(0);
        String error = samples.errors().keySet().iterator().next();
        assertTrue(error.startsWith("check: /a is not 中") && error.length() <= 500, () -> error.length() + "");
    }
}
