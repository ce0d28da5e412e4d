package dev.onrush.runner.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.stats.DeltaSamples.DeltaTimes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a delta says of intervals, from a worker's recorder to the master. */
class DeltaIntervalsTest {
    private static final long SECOND = Intervals.SECOND;
    private static final long ORIGIN = -7 * SECOND / 2;

    private final RequestNames names = new RequestNames();
    private final Recorder recorder = recorder();
    private final Cutter cutter = new Cutter(recorder);
    private final WorkerNames worker = new WorkerNames(new RequestNames());
    private final RunStatistics statistics = new RunStatistics();

    private Recorder recorder() {
        names.indexOf("GET", "/");
        return new Recorder(names);
    }

    /** @param at of the run's clock */
    private void record(long at, long nanos, String error) {
        long due = ORIGIN + at;
        recorder.record(0, due, due, due, due + nanos, due + nanos, 0, error);
    }

    private DeltaIntervals add(byte[] delta) throws ProtocolException {
        Delta read = new DeltaReader().read(Payload.of(delta), worker);
        statistics.add(read, worker, 0);
        return read.intervals();
    }

    private Interval interval(int number) {
        return statistics.intervals().get(number);
    }

    @Test
    void whatComesLaterIsAddedToTheIntervalInWhichItWasDue() throws ProtocolException {
        recorder.begin(ORIGIN);
        record(SECOND / 2, 100, null);
        record(3 * SECOND, 200, "boom");
        assertEquals(SECOND / 2, add(cutter.cut(ORIGIN + SECOND / 2)).watermark());
        record(SECOND / 2, 4 * SECOND, null);
        recorder.abort(0, ORIGIN + 3 * SECOND, ORIGIN + 5 * SECOND, 0);
        recorder.drop(ORIGIN + 4 * SECOND, ORIGIN + 5 * SECOND);
        assertEquals(5 * SECOND, add(cutter.cut(ORIGIN + 5 * SECOND)).watermark());
        assertEquals(2, interval(0).requests());
        assertEquals(100, interval(0).percentile(50));
        assertEquals(4 * SECOND, interval(0).percentile(100));
        assertEquals(1, interval(3).requests());
        assertEquals(1, interval(3).failures());
        assertEquals(1, interval(3).unfinished());
        assertEquals(1, interval(4).unfinished());
        assertEquals(List.of(), add(cutter.cut(ORIGIN + 6 * SECOND)).intervals());
    }

    @Test
    void withoutTheRunsClockNothingIsToldApart() throws ProtocolException {
        record(SECOND, 100, null);
        DeltaIntervals intervals = add(cutter.cut(ORIGIN + SECOND));
        assertEquals(0, intervals.watermark());
        assertEquals(List.of(), intervals.intervals());
        assertEquals(1, statistics.total().requests());
    }

    @Test
    void aWatermarkHoldsAndWhatNobodyKnewOfCountsBehindIt() throws ProtocolException {
        recorder.begin(ORIGIN);
        add(cutter.cut(ORIGIN + 5 * SECOND));
        assertEquals(5 * SECOND, add(cutter.cut(ORIGIN + 3 * SECOND)).watermark());
        record(SECOND, 7 * SECOND, null);
        add(cutter.cut(ORIGIN + 8 * SECOND));
        assertEquals(1, interval(5).requests());
        assertEquals(7 * SECOND, interval(5).percentile(100));
    }

    @Test
    void everythingThatWasCutIsToldAgainToAnotherMaster() throws ProtocolException {
        recorder.begin(ORIGIN);
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            record(i * SECOND, SampleSets.nanos(random), SampleSets.error(random));
            if (i % 7 == 0) {
                add(cutter.cut(ORIGIN + i * SECOND));
            }
        }
        RunStatistics other = new RunStatistics();
        WorkerNames known = new WorkerNames(new RequestNames());
        long watermark = add(cutter.cut(ORIGIN + 3_000 * SECOND)).watermark();
        Delta all = new DeltaReader().read(Payload.of(cutter.everything()), known);
        other.add(all, known, 0);
        assertEquals(watermark, all.intervals().watermark());
        assertEquals(4 * SECOND, other.intervals().length());
        assertEquals(statistics.intervals().size(), other.intervals().size());
        for (int i = 0; i < other.intervals().size(); i++) {
            Interval expected = interval(i);
            Interval found = other.intervals().get(i);
            assertEquals(expected.requests(), found.requests());
            assertEquals(expected.failures(), found.failures());
            assertEquals(expected.percentile(50), found.percentile(50));
            assertEquals(expected.percentile(100), found.percentile(100));
        }
        cutter.forget();
        assertEquals(
                List.of(),
                new DeltaReader()
                        .read(Payload.of(cutter.everything()), known)
                        .intervals()
                        .intervals());
    }

    @Test
    void whatWasDueBeforeAResetIsNotShownAgain() throws ProtocolException {
        recorder.begin(ORIGIN);
        record(SECOND, 100, null);
        add(cutter.cut(ORIGIN + SECOND));
        statistics.reset(9 * SECOND / 2);
        record(2 * SECOND, 8 * SECOND, null);
        record(4 * SECOND, 6 * SECOND, null);
        record(9 * SECOND, SECOND, null);
        add(cutter.cut(ORIGIN + 10 * SECOND));
        assertEquals(1, interval(4).requests());
        assertEquals(1, interval(9).requests());
        assertEquals(null, interval(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3700 | 0 | 3670 | until 3663 s after the start, found 3700",
                "0 | 3 | 500 | until 3663 s after the start, found 4000",
                "0 | 3 | 1 | intervals of at most 4 s, found 8 s",
                "3600 | 2 | 900 |"
            })
    void whatCannotHaveBeenYetIsRefused(long watermark, int shift, int number, String complaint) {
        DeltaIntervals intervals = new DeltaIntervals(
                watermark * SECOND, shift, List.of(new DeltaIntervals.One(number, 0, 1, DeltaTimes.NONE)));
        if (complaint == null) {
            assertDoesNotRefuse(intervals);
        } else {
            ProtocolException refused = assertThrows(ProtocolException.class, () -> intervals.check(3_600 * SECOND));
            assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
        }
    }

    private static void assertDoesNotRefuse(DeltaIntervals intervals) {
        try {
            intervals.check(3_600 * SECOND);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"1201,0", "1,1200", "0,0"})
    void tooManyIntervalsAndOnesThatAreNotThereAreRefused(int size, int step) {
        Bytes bytes = new Bytes();
        bytes.number(0);
        bytes.number(size == 0 ? 21 : 0);
        bytes.number(size);
        bytes.number(step + 1);
        bytes.number(0);
        bytes.number(0);
        bytes.number(1);
        ByteReader in = new ByteReader(Payload.of(bytes.take()));
        ProtocolException refused =
                assertThrows(ProtocolException.class, () -> IntervalsReader.read(in, (_, _) -> null));
        assertTrue(refused.getMessage().contains("interval"), refused.getMessage());
    }
}
