package dev.onrush.runner.stats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and texts one after the other; numbers in base 128, the lowest digit first (LEB128), so that small ones are short. */
final class Bytes {
    private byte[] bytes = new byte[1024];
    private int length;

    /** @param value zero or more */
    void number(long value) {
        if (length + 10 > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        long rest = value;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        while (length + utf8.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** How many bytes were written. */
    int length() {
        return length;
    }

    /** A copy of what was written; writing then starts anew. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }
}
