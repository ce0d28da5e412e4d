package dev.onrush.runner.stats;

import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.stats.DeltaSamples.DeltaTimes;
import java.util.ArrayList;
import java.util.List;

/** Reads the part of a delta that is about intervals. */
final class IntervalsReader {
    /** Adding up numbers below it does not overflow for as long as a run takes. */
    private static final long MOST = Long.MAX_VALUE / 1_000_000;

    /** Intervals of twelve days: a run of forty years. */
    private static final int MOST_SHIFT = 20;

    private static final long LATEST = Intervals.SECOND * Intervals.MOST << MOST_SHIFT - 1;

    private IntervalsReader() {}

    /** Reads durations of which there are so many. */
    @FunctionalInterface
    interface TimesReader {
        DeltaTimes read(ByteReader in, long expected) throws ProtocolException;
    }

    static DeltaIntervals read(ByteReader in, TimesReader times) throws ProtocolException {
        long watermark = in.number(0, LATEST, "a watermark in nanoseconds");
        int shift = (int) in.number(0, MOST_SHIFT, "the length of intervals");
        int size = (int) in.number(0, Intervals.MOST, "a number of intervals");
        List<DeltaIntervals.One> intervals = new ArrayList<>(size);
        int number = -1;
        for (int i = 0; i < size; i++) {
            number += (int) in.number(1, Intervals.MOST - 1L - number, "the step to the next interval");
            long requests = in.number(0, MOST, "requests of an interval");
            long failures = in.number(0, requests, "failures of an interval");
            long unfinished = in.number(0, MOST, "unfinished requests of an interval");
            intervals.add(new DeltaIntervals.One(number, failures, unfinished, times.read(in, requests)));
        }
        return new DeltaIntervals(watermark, shift, intervals);
    }
}
