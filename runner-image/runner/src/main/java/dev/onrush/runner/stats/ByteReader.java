package dev.onrush.runner.stats;

import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link Bytes} wrote, or what somebody else wrote: everything that does not fit is refused. */
final class ByteReader {
    /** The lowest bit of each of eight bytes. */
    private static final long LOWEST = 0x0101_0101_0101_0101L;

    private static final long FIRST_TWO = 0xffff;

    /** Every other of eight bytes, and the multiplier that adds up four numbers of 16 bits in the topmost. */
    private static final long EVERY_OTHER = 0x00ff_00ff_00ff_00ffL;

    private static final long ADD_UP = 0x0001_0001_0001_0001L;

    private final byte[] bytes;
    private final int end;
    private int at;

    ByteReader(Payload bytes) {
        this.bytes = bytes.array();
        this.at = bytes.from();
        this.end = bytes.to();
    }

    /** The whole array. */
    byte[] bytes() {
        return bytes;
    }

    /** Where in the array it is. */
    int at() {
        return at;
    }

    /** A number from zero to {@link Long#MAX_VALUE}. */
    long number() throws ProtocolException {
        // Most numbers have one digit.
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        return longNumber();
    }

    private long longNumber() throws ProtocolException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (at == end) {
                throw tooShort();
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
     * Checks buckets, each of them the step from the one before and how often it was met, and passes over them. This is most of what a master
     * reads, and nearly all of it are numbers of one byte, so eight of those are checked at once.
     *
     * @param occupied how many buckets there are, at least one
     * @param total how often all of them were met together
     * @param lowest the first of them
     * @param highest the last
     */
    void buckets(int occupied, long total, int lowest, int highest) throws ProtocolException {
        int left = occupied;
        long count = 0;
        long bucket = -1;
        int first = -1;
        while (left > 0) {
            long eight = at > end - Long.BYTES ? Leb128.LONGER : Leb128.eight(bytes, at);
            // Bytes that are no number of their own, or are zero.
            long others = (eight | eight - LOWEST) & Leb128.LONGER;
            if (others == 0 && left >= 4 && first >= 0) {
                bucket += (eight & EVERY_OTHER) * ADD_UP >>> 48;
                count += (eight >>> 8 & EVERY_OTHER) * ADD_UP >>> 48;
                left -= 4;
                at += 4 * 2;
                continue;
            }
            if ((others & FIRST_TWO) == 0) {
                bucket += eight & 0x7f;
                count += eight >>> 8 & 0x7f;
                at += 2;
            } else {
                bucket += number(1, Buckets.COUNT, "the step to the next bucket");
                count += number(1, total - count, "a bucket's count");
            }
            first = first < 0 ? (int) bucket : first;
            left--;
        }
        if (count != total) {
            throw new ProtocolException("expected " + total + " times, found " + count);
        }
        if (first != lowest || bucket != highest) {
            throw new ProtocolException("expected buckets from " + lowest + " to " + highest + ", found them from "
                    + first + " to " + bucket);
        }
    }

    /** @param longest in characters */
    String text(int longest) throws ProtocolException {
        // UTF-8 takes at most three bytes for each of Java's characters.
        int length = (int) number(0, 3L * longest, "a text's length");
        if (length > end - at) {
            throw tooShort();
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
        if (at != end) {
            throw new ProtocolException("expected a delta that ends here, found " + (end - at) + " more bytes");
        }
    }

    private static ProtocolException tooShort() {
        return new ProtocolException("expected a longer delta");
    }
}
