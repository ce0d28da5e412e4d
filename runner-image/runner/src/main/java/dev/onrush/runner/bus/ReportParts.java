package dev.onrush.runner.bus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A long report travels in parts that fit a frame. */
public final class ReportParts {
    /** In base64 and with all around it, far below what a frame may have. */
    public static final int PART = 3 * 1024 * 1024;

    /** The longest report: ten thousand names with thousands of different times each stay below it. */
    public static final int LONGEST = 128 * 1024 * 1024;

    private byte[] whole = new byte[0];

    /** The parts, one after the other; one at least. */
    public static List<byte[]> of(byte[] report) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from == 0 || from < report.length; from += PART) {
            parts.add(Arrays.copyOfRange(report, from, Math.min(report.length, from + PART)));
        }
        return parts;
    }

    /**
     * Another part.
     *
     * @throws ProtocolException when it becomes too long
     */
    public void add(byte[] part) throws ProtocolException {
        if ((long) whole.length + part.length > LONGEST) {
            throw new ProtocolException("expected a report of at most " + LONGEST + " bytes");
        }
        int before = whole.length;
        whole = Arrays.copyOf(whole, before + part.length);
        System.arraycopy(part, 0, whole, before, part.length);
    }

    /** All parts as one; the next one begins anew. */
    public byte[] take() {
        byte[] taken = whole;
        whole = new byte[0];
        return taken;
    }
}
