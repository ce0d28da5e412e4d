package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaTest {
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
        return new DeltaReader().read(Payload.of(bytes), new WorkerNames(new RequestNames()));
    }

    /** What the master has after a worker's first deltas. */
    private static RunStatistics statistics(RequestNames names, byte[]... deltas) throws ProtocolException {
        WorkerNames worker = new WorkerNames(names);
        RunStatistics statistics = new RunStatistics();
        for (byte[] delta : deltas) {
            statistics.add(new DeltaReader().read(Payload.of(delta), worker), worker, 0);
        }
        return statistics;
    }

    private static void record(Recorder recorder, int name, long nanos, String error) {
        recorder.record(name, 0, 0, 0, nanos, nanos, 0, error);
    }

    private static byte[] delta(Random random, int samples) {
        Recorder recorder = recorder();
        recorder.begin(0);
        for (int i = 0; i < samples; i++) {
            record(recorder, random.nextInt(NAMES), SampleSets.nanos(random), SampleSets.error(random));
        }
        recorder.abort(0, 0, 1_000, 0);
        return Cutter.cut(recorder);
    }

    @Test
    void anEmptyDeltaIsSmallAndReadAsEmpty() throws ProtocolException {
        byte[] bytes = Cutter.cut(new Recorder(new RequestNames()));
        assertTrue(bytes.length < 30);
        Delta delta = read(bytes);
        assertEquals(List.of(), delta.samples());
        assertEquals(0, delta.aborted());
    }

    @Test
    void aDeltaIsReadAsItWasRecorded() throws ProtocolException {
        Recorder recorder = recorder();
        record(recorder, 2, 1_000, null);
        record(recorder, 2, 3_000, "status 500 — ü");
        record(recorder, 4, 5_000_000, null);
        recorder.abort(0, 0, 1_000, 0);
        RequestNames names = new RequestNames();
        RunStatistics statistics = statistics(names, Cutter.cut(recorder));
        assertEquals(NAMES, names.size());
        assertEquals(3, statistics.total().requests());
        assertEquals(1, statistics.aborted());
        Samples samples = statistics.of(2);
        assertEquals(2, samples.requests());
        assertEquals(1, samples.failures());
        assertEquals(4_000, samples.response().sum());
        assertEquals(1_000, samples.response().min());
        assertEquals(3_000, samples.response().max());
        assertEquals(Map.of("status 500 — ü", 1L), samples.errors());
        assertEquals(1_000, statistics.of(0).unfinished().max());
    }

    @Test
    void responseAndServiceTimeHaveBoundsOnBothSides() throws ProtocolException {
        Recorder recorder = recorder();
        // Due at 1,000, sent at 5,000, written by 5,500 of which 3,000 were the generator's doing, readable after
        // 7,000, read at 9,000.
        recorder.record(0, 1_000, 5_000, 5_500, 9_000, 7_000, 3_000, null);
        Samples samples = statistics(new RequestNames(), Cutter.cut(recorder)).of(0);
        assertEquals(new Bounds(3_000, 8_000), samples.responseBracket().max());
        assertEquals(new Bounds(1_500, 4_000), samples.serviceBracket().max());
    }

    @Test
    void anAnswerIsNotReadableBeforeItsRequestIsSent() throws ProtocolException {
        Recorder recorder = recorder();
        recorder.record(0, 1_000, 5_000, 5_000, 9_000, 2_000, 0, null);
        Samples samples = statistics(new RequestNames(), Cutter.cut(recorder)).of(0);
        assertEquals(new Bounds(4_000, 8_000), samples.responseBracket().max());
        assertEquals(new Bounds(0, 4_000), samples.serviceBracket().max());
    }

    @Test
    void whatWasCutIsNotCutAgain() throws ProtocolException {
        Recorder recorder = recorder();
        record(recorder, 0, 1_000, "x");
        recorder.abort(0, 0, 1_000, 0);
        WorkerNames worker = new WorkerNames(new RequestNames());
        new RunStatistics().add(new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker), worker, 0);
        assertEquals(
                0,
                new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker).aborted());
        record(recorder, 0, 2_000, null);
        RunStatistics second = new RunStatistics();
        second.add(new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker), worker, 0);
        assertEquals(1, second.total().requests());
        assertEquals(2_000, second.total().response().min());
        assertEquals(Map.of(), second.total().errors());
    }

    @Test
    void everythingThatWasCutCanBeToldAgain() throws ProtocolException {
        Random random = new Random(13);
        RequestNames theirs = new RequestNames();
        Recorder recorder = new Recorder(theirs);
        Cutter cutter = new Cutter(recorder);
        List<byte[]> deltas = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            record(
                    recorder,
                    theirs.indexOf("GET", "/" + random.nextInt(1 + i / 100)),
                    SampleSets.nanos(random),
                    SampleSets.error(random));
            if (i % 100 == 99) {
                recorder.abort(0, 0, i, 0);
                deltas.add(cutter.cut());
            }
        }
        theirs.indexOf("GET", "not cut yet");
        RequestNames names = new RequestNames();
        RunStatistics oneByOne = statistics(new RequestNames(), deltas.toArray(byte[][]::new));
        RunStatistics atOnce = statistics(names, cutter.everything());
        assertEquals(oneByOne.aborted(), atOnce.aborted());
        assertSame(oneByOne.total(), atOnce.total());
        assertEquals(theirs.size() - 1, names.size());
        for (int name = 0; name < names.size(); name++) {
            assertEquals(theirs.get(name), names.get(name));
            assertSame(oneByOne.of(name), atOnce.of(name));
        }
    }

    @Test
    void theDeltasOfManyWorkersAddUpToOneSetOfAllSamples() throws ProtocolException {
        Random random = new Random(8);
        int workers = 7;
        Recorder[] recorders = new Recorder[workers];
        Arrays.setAll(recorders, _ -> recorder());
        Cutter[] cutters = new Cutter[workers];
        Arrays.setAll(cutters, i -> new Cutter(recorders[i]));
        RequestNames names = new RequestNames();
        WorkerNames[] theirs = new WorkerNames[workers];
        Arrays.setAll(theirs, _ -> new WorkerNames(names));
        RunStatistics merged = new RunStatistics();
        DeltaReader reader = new DeltaReader();
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
                merged.add(reader.read(Payload.of(cutters[worker].cut()), theirs[worker]), theirs[worker], i);
            }
        }
        for (int worker = 0; worker < workers; worker++) {
            merged.add(reader.read(Payload.of(cutters[worker].cut()), theirs[worker]), theirs[worker], 50_000);
        }
        assertSame(all, merged.total());
        for (int name = 0; name < NAMES; name++) {
            assertSame(byName[name], merged.of(names.indexOf("GET", "/" + name)));
        }
    }

    private static void assertSame(Samples expected, Samples found) {
        assertEquals(expected.requests(), found.requests());
        assertEquals(expected.failures(), found.failures());
        assertEquals(expected.errors(), found.errors());
        for (int i = 0; i < expected.all().size(); i++) {
            assertSame(expected.all().get(i), found.all().get(i));
        }
    }

    private static void assertSame(Times expected, Times found) {
        assertEquals(expected.sum(), found.sum());
        assertEquals(expected.min(), found.min());
        assertEquals(expected.max(), found.max());
        assertEquals(HdrHistograms.of(expected), HdrHistograms.of(found));
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
            WorkerNames worker = new WorkerNames(new RequestNames());
            RunStatistics statistics = new RunStatistics();
            try {
                Delta delta = new DeltaReader().read(Payload.of(bytes), worker);
                statistics.add(delta, worker, 0);
                assertTrue(delta.aborted() >= 0);
                assertPlausible(statistics.total());
                assertPlausible(statistics.intervals());
            } catch (ProtocolException _) {
                assertEquals(0, worker.size(), "nothing of a refused delta counts");
                refused++;
            }
        }
        assertTrue(refused > 300, "refused " + refused);
    }

    private static void assertPlausible(Samples samples) {
        assertTrue(samples.requests() >= samples.failures() && samples.failures() >= 0);
        assertTrue(samples.errors().values().stream().allMatch(count -> count >= 0), "failures by kind");
        for (Times times : samples.all().subList(0, 4)) {
            assertEquals(samples.requests(), times.count());
            assertEquals(samples.requests(), HdrHistograms.of(times).getTotalCount());
        }
        for (Times times : samples.all()) {
            assertTrue(times.sum() >= 0 && times.min() >= 0 && times.max() >= 0);
            assertTrue(times.count() == 0 || times.min() <= times.mean() && times.mean() <= times.max());
        }
    }

    private static void assertPlausible(Intervals intervals) {
        for (int i = 0; i < intervals.size(); i++) {
            Interval interval = intervals.get(i);
            if (interval != null) {
                assertTrue(interval.requests() >= interval.failures() && interval.failures() >= 0);
                assertTrue(interval.unfinished() >= 0 && !(interval.percentile(50) < 0));
            }
        }
    }

    @Test
    void aNumberWithoutANameIsRefused() {
        Recorder recorder = recorder();
        Cutter.cut(recorder);
        record(recorder, NAMES - 1, 1, null);
        byte[] second = Cutter.cut(recorder);
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
            merged.add(new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker), worker, 0);
            record(recorder, theirs.indexOf("GET", "/both"), 1_000, null);
            record(recorder, theirs.indexOf("GET", own), 1_000, null);
            byte[] second = Cutter.cut(recorder);
            Delta delta = new DeltaReader().read(Payload.of(second), worker);
            assertEquals(List.of(new RequestNames.Key("GET", "/both")), delta.names());
            merged.add(delta, worker, 0);
            // The same names once more, as when nobody knows whether they arrived, change nothing.
            assertEquals(
                    delta.names(),
                    new DeltaReader().read(Payload.of(second), worker).names());
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
        merged.add(new DeltaReader().read(Payload.of(Cutter.cut(recorder)), worker), worker, 0);
        assertEquals(RequestNames.MAX_NAMES + 1, names.size());
        assertEquals(RequestNames.OTHER, names.get(RequestNames.MAX_NAMES));
        assertEquals(1, merged.of(RequestNames.MAX_NAMES).requests());
    }

    @Test
    void aVeryLongErrorStillFitsIntoADelta() throws ProtocolException {
        Recorder recorder = recorder();
        record(recorder, 0, 1, "check: /a is not " + "中".repeat(100_000));
        Samples samples = statistics(new RequestNames(), Cutter.cut(recorder)).of(0);
        String error = samples.errors().keySet().iterator().next();
        assertTrue(error.startsWith("check: /a is not 中") && error.length() <= 500, () -> error.length() + "");
    }
}
