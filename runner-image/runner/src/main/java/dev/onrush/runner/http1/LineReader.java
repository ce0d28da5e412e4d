package dev.onrush.runner.http1;

/**
 * Puts lines together from bytes that come cut anywhere. A line ends in CRLF and holds no control characters but tabs. What it holds is
 * bounded: there is so much room for lines, their ends included.
 */
final class LineReader {
    enum Found {
        /** The bytes ended first. */
        PART,
        LINE,
        MALFORMED,
        TOO_LONG
    }

    private Octets partial;
    private int room;
    private int roomAtFirst;

    private Found found = Found.PART;
    private byte[] line;
    private int from;
    private int to;

    /** From here on there is room for so many bytes of lines. */
    void begin(int bytes) {
        room = bytes;
        roomAtFirst = bytes;
        if (partial != null) {
            partial.clear();
        }
    }

    /** True when no byte was read since the last {@link #begin}. */
    boolean isUntouched() {
        return room == roomAtFirst && (partial == null || partial.length() == 0);
    }

    /**
     * Reads up to the end of a line, or of the bytes; {@link #found} says which.
     *
     * @param start less than {@code end}
     * @return the index after what was read
     */
    int read(byte[] bytes, int start, int end) {
        if (partial != null && partial.length() > 0) {
            return readOn(bytes, start, end);
        }
        int control = control(bytes, start, end);
        if (control == end || bytes[control] == '\r' && control + 1 == end) {
            return keep(bytes, start, end);
        }
        if (bytes[control] != '\r' || bytes[control + 1] != '\n') {
            found = Found.MALFORMED;
            return control;
        }
        ended(bytes, start, control);
        return control + 2;
    }

    Found found() {
        return found;
    }

    /** What holds the line that was found; valid until more is read, as are {@link #from} and {@link #to}. */
    byte[] line() {
        return line;
    }

    int from() {
        return from;
    }

    /** The index after its last byte, without its end. */
    int to() {
        return to;
    }

    private static int control(byte[] bytes, int start, int end) {
        int at = start - 1;
        do {
            at = OctetScan.control(bytes, at + 1, end);
        } while (at < end && bytes[at] == '\t');
        return at;
    }

    private int keep(byte[] bytes, int start, int end) {
        if (partial == null) {
            partial = new Octets(Math.max(128, end - start));
        }
        partial.append(bytes, start, end);
        found = partial.length() > room ? Found.TOO_LONG : Found.PART;
        return end;
    }

    private int readOn(byte[] bytes, int start, int end) {
        int lineFeed = OctetScan.lineFeed(bytes, start, end);
        if (lineFeed == end) {
            return keep(bytes, start, end);
        }
        partial.append(bytes, start, lineFeed + 1);
        byte[] whole = partial.array();
        int length = partial.length();
        partial.clear();
        int control = control(whole, 0, length);
        if (whole[control] == '\r' && control + 2 == length) {
            ended(whole, 0, control);
        } else {
            found = Found.MALFORMED;
        }
        return lineFeed + 1;
    }

    private void ended(byte[] bytes, int start, int end) {
        room -= end - start + 2;
        found = room < 0 ? Found.TOO_LONG : Found.LINE;
        line = bytes;
        from = start;
        to = end;
    }
}
