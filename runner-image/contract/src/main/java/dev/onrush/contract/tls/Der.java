package dev.onrush.contract.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes the few values of DER (ITU-T X.690) that a certificate is made of. Each method gives a whole value: tag, length, content. */
final class Der {
    private static final int LONG_FORM = 0x80;

    private Der() {}

    static byte[] sequence(byte[]... values) {
        return value(0x30, join(values));
    }

    static byte[] set(byte[]... values) {
        return value(0x31, join(values));
    }

    /** A value that a protocol numbers instead of naming its type. */
    static byte[] explicit(int number, byte[] value) {
        return value(0xa0 | number, value);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] octets(byte[] bytes) {
        return value(0x04, bytes);
    }

    /** A whole number of bytes as a string of bits. */
    static byte[] bits(byte[] bytes) {
        return value(0x03, join(new byte[] {0}, bytes));
    }

    static byte[] isTrue() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] text(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param time as {@code yyyyMMddHHmmssZ} */
    static byte[] time(String time) {
        return value(0x18, time.getBytes(StandardCharsets.US_ASCII));
    }

    /** @param numbers such as 1.2.840.10045.4.3.2, of which the first two share a byte */
    static byte[] oid(String numbers) {
        String[] parts = numbers.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(40 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]));
        for (int i = 2; i < parts.length; i++) {
            int number = Integer.parseInt(parts[i]);
            // Seven bits a byte, the highest first; all but the last say that more follow.
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >> shift != 0) {
                    out.write(number >> shift & 0x7f | 0x80);
                }
            }
            out.write(number & 0x7f);
        }
        return value(0x06, out.toByteArray());
    }

    static byte[] value(int tag, byte[] content) {
        int length = content.length;
        byte[] size;
        if (length < LONG_FORM) {
            size = new byte[] {(byte) length};
        } else if (length <= 0xff) {
            size = new byte[] {(byte) (LONG_FORM | 1), (byte) length};
        } else {
            size = new byte[] {(byte) (LONG_FORM | 2), (byte) (length >> 8), (byte) length};
        }
        return join(new byte[] {(byte) tag}, size, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
