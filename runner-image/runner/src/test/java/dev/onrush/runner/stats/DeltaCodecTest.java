package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaCodecTest {
    private static final int NAMES = 5;

    private static byte[] delta(Random random, int samples) {
        Recorder recorder = new Recorder(NAMES);
        for (int i = 0; i < samples; i++) {
            recorder.record(random.nextInt(NAMES), SampleSets.nanos(random), SampleSets.error(random));
        }
        recorder.abort();
        return recorder.cut();
    }

    @Test
    void anEmptyDeltaIsSmallAndReadAsEmpty() throws ProtocolException {
        byte[] bytes = new Recorder(NAMES).cut();
        assertTrue(bytes.length < 20);
        assertEquals(new Delta(new java.util.TreeMap<>(), 0), DeltaCodec.decode(bytes, NAMES));
    }

    @Test
    void aDeltaIsReadAsItWasRecorded() throws ProtocolException {
        Recorder recorder = new Recorder(NAMES);
        recorder.record(2, 1_000, null);
        recorder.record(2, 3_000, "status 500 — ü");
        recorder.record(4, 5_000_000, null);
        recorder.abort();
        Delta delta = DeltaCodec.decode(recorder.cut(), NAMES);
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
        Recorder recorder = new Recorder(NAMES);
        recorder.record(0, 1_000, "x");
        recorder.abort();
        recorder.cut();
        assertEquals(0, DeltaCodec.decode(recorder.cut(), NAMES).aborted());
        recorder.record(0, 2_000, null);
        Samples samples = DeltaCodec.decode(recorder.cut(), NAMES).samples().get(0);
        assertEquals(1, samples.requests());
        assertEquals(2_000, samples.min());
        assertEquals(Map.of(), samples.errors());
    }

    @Test
    void theDeltasOfManyWorkersAddUpToOneSetOfAllSamples() throws ProtocolException {
        Random random = new Random(8);
        int workers = 7;
        Recorder[] recorders = new Recorder[workers];
        Arrays.setAll(recorders, _ -> new Recorder(NAMES));
        RunStatistics merged = new RunStatistics(NAMES);
        Samples all = new Samples();
        Samples[] byName = new Samples[NAMES];
        Arrays.setAll(byName, _ -> new Samples());
        for (int i = 0; i < 50_000; i++) {
            int name = random.nextInt(NAMES);
            long nanos = SampleSets.nanos(random);
            String error = SampleSets.error(random);
            all.record(nanos, error);
            byName[name].record(nanos, error);
            Recorder recorder = recorders[random.nextInt(workers)];
            recorder.record(name, nanos, error);
            if (random.nextInt(1_000) == 0) {
                merged.add(DeltaCodec.decode(recorder.cut(), NAMES), i);
            }
        }
        for (Recorder recorder : recorders) {
            merged.add(DeltaCodec.decode(recorder.cut(), NAMES), 50_000);
        }
        assertSame(all, merged.total());
        for (int name = 0; name < NAMES; name++) {
            assertSame(byName[name], merged.of(name));
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
            assertThrows(ProtocolException.class, () -> DeltaCodec.decode(truncated, NAMES), "length " + length);
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
                Delta delta = DeltaCodec.decode(bytes, NAMES);
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
    void aNameThatThePlanDoesNotHaveIsRefused() {
        Recorder recorder = new Recorder(9);
        recorder.record(8, 1, null);
        byte[] bytes = recorder.cut();
        assertThrows(ProtocolException.class, () -> DeltaCodec.decode(bytes, 8));
    }

    @Test
    void aVeryLongErrorStillFitsIntoADelta() throws ProtocolException {
        Recorder recorder = new Recorder(1);
        recorder.record(0, 1, "check: /a is not " + "中".repeat(100_000));
        Samples samples = DeltaCodec.decode(recorder.cut(), 1).samples().get(0);
        String error = samples.errors().keySet().iterator().next();
        assertTrue(error.startsWith("check: /a is not 中") && error.length() <= 500, () -> error.length() + "");
    }
}
