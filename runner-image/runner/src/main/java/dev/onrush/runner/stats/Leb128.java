package dev.onrush.runner.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in base 128, the lowest digit first, in bytes that were checked: each has an end, and at most 63 bits. */
final class Leb128 {
    /** Set in eight bytes where one of them is not the last of its number. */
    static final long LONGER = 0x8080_8080_8080_8080L;

    /** The same for the first two. */
    static final long LONGER_PAIR = 0x8080;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Leb128() {}

    /** Eight bytes, the first of them in the lowest bits. */
    static long eight(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** The number that begins there. */
    static long at(byte[] bytes, int from) {
        long value = 0;
        int at = from;
        for (int shift = 0; ; shift += 7) {
            byte digit = bytes[at++];
            value |= (long) (digit & 0x7f) << shift;
            if (digit >= 0) {
                return value;
            }
        }
    }

    /** Where the number that begins there has its end. */
    static int after(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }
}
