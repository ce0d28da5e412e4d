package dev.onrush.runner.stats;

import dev.onrush.runner.bus.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link Bytes} wrote, or what somebody else wrote: everything that does not fit is refused. */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from zero to {@link Long#MAX_VALUE}. */
    long number() throws ProtocolException {
        // Most numbers have one digit.
        if (at < bytes.length && bytes[at] >= 0) {
            return bytes[at++];
        }
        return longNumber();
    }

    private long longNumber() throws ProtocolException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (at == bytes.length) {
                throw new ProtocolException("expected a delta of more than " + bytes.length + " bytes");
            }
            byte digit = bytes[at++];
            value |= (long) (digit & 0x7f) << shift;
            if (digit >= 0) {
                return value;
            }
        }
        throw new ProtocolException("expected a number of at most 63 bits");
    }

    /** A number in a closed range. */
    long number(long min, long max, String what) throws ProtocolException {
        long number = number();
        if (number < min || number > max) {
            throw new ProtocolException("expected " + what + " from " + min + " to " + max + ", found " + number);
        }
        return number;
    }

    /**
     * Reads buckets, each as the step from the one before and how often it was met. This is most of what a master reads, and nearly all of
     * it are two numbers of one byte.
     *
     * @param total how often all of them were met together
     */
    void buckets(int[] into, long[] counts, int from, int to, long total) throws ProtocolException {
        byte[] in = bytes;
        int position = at;
        int bucket = -1;
        long left = total;
        for (int i = from; i < to; i++) {
            long step;
            long count;
            if (position + 1 < in.length && (in[position] | in[position + 1]) >= 0) {
                step = in[position];
                count = in[position + 1];
                position += 2;
            } else {
                at = position;
                step = number();
                count = number();
                position = at;
            }
            if (step < 1 || step > Buckets.COUNT - 1L - bucket) {
                throw new ProtocolException("expected a bucket after " + bucket + " and before " + Buckets.COUNT
                        + ", found a step of " + step);
            }
            if (count < 1 || count > left) {
                throw new ProtocolException("expected a bucket's count from 1 to " + left + ", found " + count);
            }
            bucket += (int) step;
            left -= count;
            into[i] = bucket;
            counts[i] = count;
        }
        at = position;
        if (left != 0) {
            throw new ProtocolException("expected " + total + " times, found " + (total - left));
        }
    }

    /** @param longest in characters */
    String text(int longest) throws ProtocolException {
        // UTF-8 takes at most three bytes for each of Java's characters.
        int length = (int) number(0, 3L * longest, "a text's length");
        if (length > bytes.length - at) {
            throw new ProtocolException("expected a delta of more than " + bytes.length + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
            at += length;
            if (text.length() > longest) {
                throw new ProtocolException("expected a text of at most " + longest + " characters");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new ProtocolException("expected a text in UTF-8");
        }
    }

    void end() throws ProtocolException {
        if (at != bytes.length) {
            throw new ProtocolException("expected a delta of " + at + " bytes, found " + bytes.length);
        }
    }
}
