package dev.onrush.runner.http1;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end. */
public final class Octets {
    /** A buffer that grew beyond this for one use is not kept for the next. */
    private static final int KEPT = 64 * 1024;

    private static final byte[] LEAST = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    private byte[] array;
    private int length;

    public Octets(int capacity) {
        array = new byte[capacity];
    }

    /** The bytes are its first {@link #length}; valid until something is appended. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    /** True when it has grown so much that it should not be held while nobody needs it. */
    boolean isLarge() {
        return array.length > KEPT;
    }

    /** Forgets the bytes. */
    public void clear() {
        length = 0;
        if (isLarge()) {
            array = new byte[KEPT];
        }
    }

    /** Forgets the bytes after the first so many. */
    public void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    public void append(byte[] bytes, int from, int to) {
        int more = to - from;
        reserve(more);
        System.arraycopy(bytes, from, array, length, more);
        length += more;
    }

    public void append(byte octet) {
        reserve(1);
        array[length++] = octet;
    }

    public void append(Octets other) {
        append(other.array, 0, other.length);
    }

    /** A text in UTF-8. */
    public void append(String text) {
        int start = length;
        int chars = text.length();
        reserve(chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = start;
                append(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            array[length++] = (byte) c;
        }
    }

    /** A number in decimal digits. */
    public void append(long number) {
        if (number == Long.MIN_VALUE) {
            append(LEAST);
            return;
        }
        long rest = number;
        if (rest < 0) {
            append((byte) '-');
            rest = -rest;
        }
        int digits = digits(rest);
        reserve(digits);
        int at = length + digits;
        length = at;
        do {
            array[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(array, length);
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (more > array.length - length) {
            array = Arrays.copyOf(array, Math.max(Math.addExact(length, more), 2 * array.length));
        }
    }
}
