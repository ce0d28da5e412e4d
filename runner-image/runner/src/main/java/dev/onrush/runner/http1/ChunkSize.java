package dev.onrush.runner.http1;

/** The line before a chunk (RFC 9112, 7.1): its length in hexadecimal, and maybe extensions, which mean nothing here. */
final class ChunkSize {
    static final long MALFORMED = -1;

    /** More than any chunk has, and few enough not to overflow. */
    private static final int MAX_DIGITS = 15;

    private ChunkSize() {}

    static long of(byte[] line, int from, int to) {
        long size = 0;
        int at = from;
        while (at < to && Character.digit(line[at], 16) >= 0) {
            size = 16 * size + Character.digit(line[at++], 16);
            if (at - from > MAX_DIGITS) {
                return MALFORMED;
            }
        }
        boolean ended = at == to || line[at] == ';' || line[at] == ' ' || line[at] == '\t';
        return at > from && ended ? size : MALFORMED;
    }
}
