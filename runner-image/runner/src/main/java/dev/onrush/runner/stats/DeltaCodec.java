package dev.onrush.runner.stats;

import dev.onrush.runner.bus.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A delta in bytes. Histograms travel in HdrHistogram's own V2 encoding (counts as ZigZag LEB128, runs of empty buckets as one
 * number), so that a histogram costs what it holds and not its range.
 */
public final class DeltaCodec {
    private static final int VERSION = 2;
    private static final int MAX_ERRORS = 1_000;

    // Where HdrHistogram's V2 header has its digits and highest trackable value.
    private static final int DIGITS_OFFSET = 12;
    private static final int HIGHEST_OFFSET = 24;

    private DeltaCodec() {}

    public static byte[] encode(Delta delta) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(delta.aborted());
            out.writeInt(delta.firstName());
            out.writeInt(delta.names().size());
            for (RequestNames.Key key : delta.names()) {
                out.writeUTF(key.method());
                out.writeUTF(key.name());
            }
            out.writeInt(delta.samples().size());
            for (Map.Entry<Integer, Samples> entry : delta.samples().entrySet()) {
                out.writeInt(entry.getKey());
                write(out, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a delta from another process.
     *
     * @param names what is known of the worker's names; other numbers are refused
     */
    public static Delta decode(byte[] bytes, WorkerNames names) throws ProtocolException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            check(version == VERSION, "version " + VERSION, version);
            long aborted = in.readLong();
            int firstName = in.readInt();
            int newNames = in.readInt();
            names.check(firstName, newNames);
            List<RequestNames.Key> keys = new ArrayList<>();
            for (int i = 0; i < newNames; i++) {
                keys.add(new RequestNames.Key(text(in), text(in)));
            }
            int known = Math.max(names.size(), firstName + newNames);
            int size = in.readInt();
            check(aborted >= 0 && size >= 0 && size <= known, "at most " + known + " names", size);
            SortedMap<Integer, Samples> samples = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                int name = in.readInt();
                check(name >= 0 && name < known, "a name's number below " + known, name);
                check(samples.put(name, read(in)) == null, "each name once", name);
            }
            return new Delta(firstName, keys, samples, aborted);
        } catch (IOException | RuntimeException e) {
            throw new ProtocolException("expected a delta: " + e);
        }
    }

    private static String text(DataInputStream in) throws IOException, ProtocolException {
        String text = in.readUTF();
        check(text.length() <= RequestNames.MAX_LENGTH, "a name of at most " + RequestNames.MAX_LENGTH, text.length());
        return text;
    }

    private static void write(DataOutputStream out, Samples samples) throws IOException {
        out.writeLong(samples.requests());
        out.writeLong(samples.failures());
        out.writeLong(samples.sum());
        out.writeLong(samples.min());
        out.writeLong(samples.max());
        ByteBuffer buffer = ByteBuffer.allocate(samples.histogram().getNeededByteBufferCapacity());
        int length = samples.histogram().encodeIntoByteBuffer(buffer);
        out.writeInt(length);
        out.write(buffer.array(), 0, length);
        out.writeInt(samples.errors().size());
        for (Map.Entry<String, Long> error : samples.errors().entrySet()) {
            out.writeUTF(error.getKey());
            out.writeLong(error.getValue());
        }
    }

    private static Samples read(DataInputStream in) throws IOException, ProtocolException {
        Samples samples = new Samples();
        long requests = in.readLong();
        long failures = in.readLong();
        long sum = in.readLong();
        long min = in.readLong();
        long max = in.readLong();
        check(failures >= 0 && failures <= requests, "at most " + requests + " failures", failures);
        check(sum >= 0 && min >= 1 && min <= max, "times that agree", min);
        samples.add(requests, failures, sum, min, max);
        int length = in.readInt();
        check(length > 0 && length <= in.available(), "a histogram's length", length);
        Histogram histogram = histogram(ByteBuffer.wrap(in.readNBytes(length)));
        check(histogram.getTotalCount() == requests, "as many times as requests", histogram.getTotalCount());
        samples.histogram().add(histogram);
        int errors = in.readInt();
        check(errors >= 0 && errors <= MAX_ERRORS, "at most " + MAX_ERRORS + " kinds of failure", errors);
        long counted = 0;
        for (int i = 0; i < errors; i++) {
            String error = in.readUTF();
            long times = in.readLong();
            check(times >= 1 && times <= failures - counted, "as many failures by kind as in all", times);
            counted += times;
            samples.count(error, times);
        }
        check(counted == failures, "as many failures by kind as in all", counted);
        return samples;
    }

    /** The header says how large a histogram is, so it is read before anything is made of that size. */
    private static Histogram histogram(ByteBuffer encoded) throws ProtocolException {
        check(
                encoded.getInt(DIGITS_OFFSET) == Samples.DIGITS,
                Samples.DIGITS + " digits",
                encoded.getInt(DIGITS_OFFSET));
        check(
                encoded.getLong(HIGHEST_OFFSET) == Samples.HIGHEST,
                "highest " + Samples.HIGHEST,
                encoded.getLong(HIGHEST_OFFSET));
        return Histogram.decodeFromByteBuffer(encoded, Samples.HIGHEST);
    }

    private static void check(boolean holds, String expected, long found) throws ProtocolException {
        if (!holds) {
            throw new ProtocolException("expected " + expected + ", found " + found);
        }
    }
}
