package dev.onrush.runner.bus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A long report travels in parts that fit a frame. */
public final class ReportParts {
    private static final Payload NOTHING = Payload.of(new byte[0]);

    /** With all around it, far below what a frame may have. */
    public static final int PART = 3 * 1024 * 1024;

    /** The longest report: ten thousand names with thousands of different times each stay below it. */
    public static final int LONGEST = 128 * 1024 * 1024;

    private Payload whole = NOTHING;

    /** The parts, one after the other; one at least. */
    public static List<Payload> of(byte[] report) {
        List<Payload> parts = new ArrayList<>();
        for (int from = 0; from == 0 || from < report.length; from += PART) {
            parts.add(new Payload(report, from, Math.min(report.length, from + PART)));
        }
        return parts;
    }

    /**
     * Another part.
     *
     * @throws ProtocolException when it becomes too long
     */
    public void add(Payload part) throws ProtocolException {
        if ((long) whole.length() + part.length() > LONGEST) {
            throw new ProtocolException("expected a report of at most " + LONGEST + " bytes");
        }
        if (whole.length() == 0) {
            // Nearly every report has one part, which is not copied.
            whole = part;
        } else {
            int before = whole.length();
            byte[] longer = Arrays.copyOfRange(whole.array(), whole.from(), whole.to() + part.length());
            System.arraycopy(part.array(), part.from(), longer, before, part.length());
            whole = Payload.of(longer);
        }
    }

    /** All parts as one; the next one begins anew. */
    public Payload take() {
        Payload taken = whole;
        whole = NOTHING;
        return taken;
    }
}
