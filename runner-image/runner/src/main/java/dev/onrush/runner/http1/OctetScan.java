package dev.onrush.runner.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time. */
final class OctetScan {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final int SPACE = 0x20;

    private OctetScan() {}

    /**
     * The index of the first control character (below 0x20), or {@code to}.
     *
     * <p>A byte less than n sets its high bit in {@code (x - n) & ~x}; borrows only run upwards, so the lowest bit that is set is
     * right (Anderson, Bit Twiddling Hacks, "Determine if a word has a byte less than n").
     */
    static int control(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long word = (long) LONGS.get(bytes, at);
            long found = (word - ONES * SPACE) & ~word & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < to && (bytes[at] < 0 || bytes[at] >= SPACE)) {
            at++;
        }
        return at;
    }

    /** The index of the first line feed, or {@code to}. */
    static int lineFeed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** True when a text is in some bytes, whatever the case of its letters; the text is in lower case. */
    static boolean equalsIgnoringCase(byte[] bytes, int from, int to, byte[] lowerCase) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            int c = bytes[from + i];
            if (c != lowerCase[i] && !(c >= 'A' && c <= 'Z' && c + ('a' - 'A') == lowerCase[i])) {
                return false;
            }
        }
        return true;
    }
}
