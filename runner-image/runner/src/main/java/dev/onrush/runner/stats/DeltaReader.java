package dev.onrush.runner.stats;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.stats.DeltaSamples.DeltaTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads deltas from other processes. All of one is checked before any of it counts; buckets stay in its bytes until they are added up. */
public final class DeltaReader {
    private static final int MAX_ERRORS = 1_000;
    private static final int MAX_ERROR_LENGTH = 1_000;

    /** Adding up numbers below it does not overflow for as long as a run takes. */
    private static final long MOST = Long.MAX_VALUE / 1_000_000;

    private static final int KINDS = new Samples().all().size();

    /**
     * Reads a delta.
     *
     * @param bytes which nobody changes any more
     * @param names what is known of the worker's names; other numbers are refused
     */
    public Delta read(Payload bytes, WorkerNames names) throws ProtocolException {
        ByteReader in = new ByteReader(bytes);
        in.number(DeltaWriter.VERSION, DeltaWriter.VERSION, "version");
        DeltaTotals totals = totals(in);
        int firstName = (int) in.number(0, RequestNames.MAX_NAMES + 1, "a name's number");
        int newNames = (int) in.number(0, RequestNames.MAX_NAMES + 1, "a number of names");
        names.check(firstName, newNames);
        List<RequestNames.Key> keys = new ArrayList<>();
        for (int i = 0; i < newNames; i++) {
            keys.add(new RequestNames.Key(in.text(RequestNames.MAX_LENGTH), in.text(RequestNames.MAX_LENGTH)));
        }
        int known = Math.max(names.size(), firstName + newNames);
        int size = (int) in.number(0, known, "a number of names");
        List<DeltaSamples> samples = new ArrayList<>(size);
        int name = -1;
        for (int i = 0; i < size; i++) {
            name += (int) in.number(1, known - 1L - name, "the step to the next name");
            samples.add(samples(in, name));
        }
        DeltaIntervals intervals = IntervalsReader.read(in, this::times);
        in.end();
        return new Delta(totals, firstName, keys, samples, intervals);
    }

    private DeltaTotals totals(ByteReader in) throws ProtocolException {
        long aborted = in.number(0, MOST, "aborted requests");
        DeltaTimes dropped = times(in, in.number(0, MOST, "dropped arrivals"));
        return new DeltaTotals(aborted, dropped, times(in, in.number(0, MOST, "started arrivals")));
    }

    private DeltaSamples samples(ByteReader in, int name) throws ProtocolException {
        long requests = in.number(0, MOST, "requests");
        long unfinished = in.number(0, MOST, "unfinished requests");
        List<DeltaTimes> times = new ArrayList<>(KINDS);
        for (int i = 0; i < KINDS; i++) {
            times.add(times(in, i < KINDS - 1 ? requests : unfinished));
        }
        long contentBytes = in.number(0, MOST, "bytes of content");
        long failures = in.number(0, requests, "failures");
        int kinds = (int) in.number(0, MAX_ERRORS, "kinds of failure");
        Map<String, Long> errors = HashMap.newHashMap(kinds);
        long left = failures;
        for (int i = 0; i < kinds; i++) {
            String error = in.text(MAX_ERROR_LENGTH);
            long count = in.number(1, left, "failures of one kind");
            left -= count;
            errors.merge(error, count, Long::sum);
        }
        if (left != 0) {
            throw new ProtocolException("expected " + failures + " failures by kind, found " + (failures - left));
        }
        return new DeltaSamples(name, requests, times, contentBytes, failures, errors);
    }

    private DeltaTimes times(ByteReader in, long expected) throws ProtocolException {
        if (expected == 0) {
            return DeltaTimes.NONE;
        }
        long sum = in.number(0, Long.MAX_VALUE, "a sum");
        long min = in.number(0, Long.MAX_VALUE, "a minimum");
        long max = min + in.number(0, Long.MAX_VALUE - min, "a maximum");
        if (sum != Long.MAX_VALUE && (sum / expected < min || sum / expected > max)) {
            throw new ProtocolException("expected an average from " + min + " to " + max + ", found " + sum / expected);
        }
        int occupied = (int) in.number(1, Math.min(expected, Buckets.COUNT), "a number of buckets");
        int from = in.at();
        in.buckets(occupied, expected, Buckets.of(min), Buckets.of(max));
        return new DeltaTimes(expected, sum, min, max, in.bytes(), from, in.at());
    }
}
