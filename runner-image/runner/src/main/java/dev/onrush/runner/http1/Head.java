package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;
import java.nio.charset.StandardCharsets;

/** Reads an answer's status line and headers, a line at a time: what frames the body, and whether the connection stays. */
final class Head {
    static final long NO_LENGTH = -1;
    private static final int NO_COLON = -1;

    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] SET_COOKIE = ascii("set-cookie");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final byte[] VERSION = ascii("HTTP/1.");
    private static final int STATUS_LINE_LENGTH = "HTTP/1.1 200".length();

    /** More digits than any body has, and few enough not to overflow. */
    private static final int MAX_LENGTH_DIGITS = 18;

    /** Characters of a token (RFC 9110, 5.6.2), of which names of headers are made. */
    private static final boolean[] TOKEN = tokens();

    int status;
    long contentLength;
    boolean chunked;
    boolean keepAlive;
    /** Lines of Set-Cookie headers, each ended by a line feed; null when there never was one. */
    Octets cookies;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean[] tokens() {
        boolean[] tokens = new boolean[256];
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                .chars()
                .forEach(c -> tokens[c] = true);
        return tokens;
    }

    /** The index of the colon after a header's name, or {@link #NO_COLON} where the line has no name. */
    private static int colon(byte[] line, int from, int to) {
        int colon = from;
        while (colon < to && TOKEN[line[colon] & 0xff]) {
            colon++;
        }
        return colon == from || colon == to || line[colon] != ':' ? NO_COLON : colon;
    }

    /** True for a line with a header's name, whatever it means. */
    static boolean isHeader(byte[] line, int from, int to) {
        return colon(line, from, to) != NO_COLON;
    }

    void clear() {
        status = 0;
        contentLength = NO_LENGTH;
        chunked = false;
        keepAlive = false;
        if (cookies != null) {
            cookies.clear();
        }
    }

    /** @return what is wrong with the line, or null */
    Failure statusLine(byte[] line, int from, int to) {
        int codeAt = from + VERSION.length + 2;
        if (to - from < STATUS_LINE_LENGTH || line[codeAt - 1] != ' ') {
            return Failure.MALFORMED_STATUS_LINE;
        }
        for (int i = 0; i < VERSION.length; i++) {
            if (line[from + i] != VERSION[i]) {
                return Failure.MALFORMED_STATUS_LINE;
            }
        }
        int minor = line[codeAt - 2] - '0';
        int hundreds = line[codeAt] - '0';
        int tens = line[codeAt + 1] - '0';
        int ones = line[codeAt + 2] - '0';
        boolean digits = hundreds >= 1 && hundreds <= 9 && tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        boolean ended = to - from == STATUS_LINE_LENGTH || line[from + STATUS_LINE_LENGTH] == ' ';
        if (minor < 0 || minor > 1 || !digits || !ended) {
            return Failure.MALFORMED_STATUS_LINE;
        }
        status = 100 * hundreds + 10 * tens + ones;
        keepAlive = minor == 1;
        return null;
    }

    /** @return what is wrong with the line, or null */
    Failure headerLine(byte[] line, int from, int to) {
        int colon = colon(line, from, to);
        if (colon == NO_COLON) {
            return Failure.MALFORMED_HEADER;
        }
        return switch (colon - from) {
            case 10 -> connectionOrCookie(line, from, colon, to);
            case 14 ->
                OctetScan.equalsIgnoringCase(line, from, colon, CONTENT_LENGTH)
                        ? length(line, start(line, colon + 1, to), to)
                        : null;
            case 17 ->
                OctetScan.equalsIgnoringCase(line, from, colon, TRANSFER_ENCODING)
                        ? coding(line, start(line, colon + 1, to), to)
                        : null;
            default -> null;
        };
    }

    private Failure connectionOrCookie(byte[] line, int from, int colon, int to) {
        if (OctetScan.equalsIgnoringCase(line, from, colon, CONNECTION)) {
            connection(line, colon + 1, to);
        } else if (OctetScan.equalsIgnoringCase(line, from, colon, SET_COOKIE)) {
            if (cookies == null) {
                cookies = new Octets(128);
            }
            int start = start(line, colon + 1, to);
            cookies.append(line, start, end(line, start, to));
            cookies.append((byte) '\n');
        }
        return null;
    }

    /** A list of tokens, of which two matter. */
    private void connection(byte[] line, int from, int to) {
        int at = from;
        while (at < to) {
            int comma = at;
            while (comma < to && line[comma] != ',') {
                comma++;
            }
            int start = start(line, at, comma);
            int end = end(line, start, comma);
            if (OctetScan.equalsIgnoringCase(line, start, end, CLOSE)) {
                keepAlive = false;
                return;
            }
            keepAlive |= OctetScan.equalsIgnoringCase(line, start, end, KEEP_ALIVE);
            at = comma + 1;
        }
    }

    /** Two lengths, or a length beside a coding, are how responses are smuggled (RFC 9112, 6.3): neither is guessed at. */
    private Failure length(byte[] line, int from, int lineEnd) {
        int to = end(line, from, lineEnd);
        if (contentLength != NO_LENGTH || chunked || from == to || to - from > MAX_LENGTH_DIGITS) {
            return Failure.MALFORMED_LENGTH;
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                return Failure.MALFORMED_LENGTH;
            }
            length = 10 * length + digit;
        }
        contentLength = length;
        return null;
    }

    private Failure coding(byte[] line, int from, int lineEnd) {
        int to = end(line, from, lineEnd);
        if (chunked || contentLength != NO_LENGTH || !OctetScan.equalsIgnoringCase(line, from, to, CHUNKED)) {
            return Failure.MALFORMED_LENGTH;
        }
        chunked = true;
        return null;
    }

    private static int start(byte[] line, int from, int to) {
        int at = from;
        while (at < to && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** @param from where the value begins: one of spaces alone ends there, and not before */
    private static int end(byte[] line, int from, int to) {
        int at = to;
        while (at > from && (line[at - 1] == ' ' || line[at - 1] == '\t')) {
            at--;
        }
        return at;
    }
}
