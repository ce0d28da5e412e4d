package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;

/**
 * Reads one answer after the other from bytes as they arrive, cut anywhere. What it holds is bounded: an unfinished line, and the
 * head and body where they were asked for. Lines end in CRLF and hold no control characters but tabs; whatever is not a response as
 * RFC 9112 writes it is a failure, after which the connection is of no more use.
 */
public final class ResponseParser {
    static final int MAX_HEAD = 64 * 1024;
    static final int MAX_BODY_KEPT = 8 * 1024 * 1024;
    private static final int MAX_CHUNK_LINE = 1_024;
    private static final int MAX_CHUNK_DIGITS = 15;

    private enum State {
        IDLE,
        STATUS_LINE,
        HEADERS,
        BODY,
        BODY_UNTIL_CLOSE,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        COMPLETE,
        FAILED
    }

    private final Head head = new Head();
    private State state = State.IDLE;
    private Failure failure;
    private boolean answersHead;
    private boolean keepsHead;
    private boolean keepsBody;
    private int lineRoom;
    private long bodyLeft;
    private long bodyBytes;
    private Octets partial;
    private Octets keptHead;
    private Octets keptBody;

    /**
     * Expects the answer to a request.
     *
     * @param toHead the request is a HEAD, whose answer has no body
     * @param keepHead whether {@link #header} is wanted
     * @param keepBody whether {@link #body} is wanted; a body longer than {@link #MAX_BODY_KEPT} is then a failure
     */
    void begin(boolean toHead, boolean keepHead, boolean keepBody) {
        state = State.STATUS_LINE;
        failure = null;
        answersHead = toHead;
        keepsHead = keepHead;
        keepsBody = keepBody;
        lineRoom = MAX_HEAD;
        bodyBytes = 0;
        head.clear();
        if (partial != null) {
            partial.clear();
        }
        if (keepHead) {
            keptHead = cleared(keptHead);
        }
        if (keepBody) {
            keptBody = cleared(keptBody);
        }
    }

    /**
     * Takes the bytes that arrived.
     *
     * @return the index after the last byte that belongs to the answer
     */
    int feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            switch (state) {
                case STATUS_LINE, HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS -> at = line(bytes, at, to);
                case BODY, CHUNK_DATA -> at = body(bytes, at, (int) Math.min(to, at + bodyLeft));
                case BODY_UNTIL_CLOSE -> at = body(bytes, at, to);
                case IDLE, COMPLETE, FAILED -> {
                    return at;
                }
            }
        }
        return at;
    }

    /** The other side has closed; what is wrong, or null when that is how the answer ends. */
    Failure closed() {
        if (state == State.BODY_UNTIL_CLOSE) {
            state = State.COMPLETE;
            return null;
        }
        return hasBegun() ? Failure.TRUNCATED : Failure.CLOSED_BEFORE_ANSWER;
    }

    /** True when the whole answer is in. */
    boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** What is wrong with the answer, or null. */
    Failure failure() {
        return failure;
    }

    /** True when a byte of the answer has arrived. */
    boolean hasBegun() {
        return state != State.STATUS_LINE || lineRoom != MAX_HEAD || partial != null && partial.length() > 0;
    }

    /** True when another request may follow on the connection. */
    boolean keepsAlive() {
        return head.keepAlive;
    }

    public int status() {
        return head.status;
    }

    /** How many bytes the body has, kept or not. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** The headers' lines, each ended by a line feed; null when they were not asked for. */
    Octets headLines() {
        return keepsHead ? keptHead : null;
    }

    /** The first value of a header, whatever its case; null when it is absent, or the headers were not asked for. */
    public String header(String name) {
        return keepsHead ? HeaderLines.find(keptHead, name) : null;
    }

    /** The body; null unless it was asked for. */
    public Octets body() {
        return keepsBody ? keptBody : null;
    }

    /** The values of Set-Cookie headers, each ended by a line feed; null or empty when there are none. */
    public Octets cookies() {
        return head.cookies;
    }

    private static Octets cleared(Octets octets) {
        if (octets == null) {
            return new Octets(512);
        }
        octets.clear();
        return octets;
    }

    private int line(byte[] bytes, int from, int to) {
        if (partial != null && partial.length() > 0) {
            return continuedLine(bytes, from, to);
        }
        int end = from - 1;
        do {
            end = OctetScan.control(bytes, end + 1, to);
        } while (end < to && bytes[end] == '\t');
        if (end == to || bytes[end] == '\r' && end + 1 == to) {
            return keepPartial(bytes, from, to);
        }
        if (bytes[end] != '\r' || bytes[end + 1] != '\n') {
            fail(malformed());
            return end;
        }
        lineEnded(bytes, from, end);
        return end + 2;
    }

    private int continuedLine(byte[] bytes, int from, int to) {
        int lineFeed = OctetScan.lineFeed(bytes, from, to);
        if (lineFeed == to) {
            return keepPartial(bytes, from, to);
        }
        partial.append(bytes, from, lineFeed + 1);
        Octets whole = partial;
        partial = null;
        int used = line(whole.array(), 0, whole.length());
        if (failure == null && used != whole.length()) {
            fail(malformed());
        }
        whole.clear();
        partial = whole;
        return lineFeed + 1;
    }

    private int keepPartial(byte[] bytes, int from, int to) {
        if (partial == null) {
            partial = new Octets(Math.max(128, to - from));
        }
        partial.append(bytes, from, to);
        if (partial.length() > lineRoom) {
            fail(tooLong());
        }
        return to;
    }

    private void lineEnded(byte[] line, int from, int to) {
        lineRoom -= to - from + 2;
        if (lineRoom < 0) {
            fail(tooLong());
            return;
        }
        boolean empty = from == to;
        switch (state) {
            case STATUS_LINE -> {
                state = State.HEADERS;
                failIf(head.statusLine(line, from, to));
            }
            case HEADERS -> {
                if (empty) {
                    headEnded();
                } else {
                    header(line, from, to);
                }
            }
            case CHUNK_SIZE -> chunkSize(line, from, to);
            case CHUNK_END -> {
                state = State.CHUNK_SIZE;
                lineRoom = MAX_CHUNK_LINE;
                failIf(empty ? null : Failure.MALFORMED_CHUNK);
            }
            case TRAILERS -> {
                if (empty) {
                    state = State.COMPLETE;
                } else {
                    failIf(trailer(line, from, to));
                }
            }
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void header(byte[] line, int from, int to) {
        failIf(head.headerLine(line, from, to));
        if (keepsHead) {
            keptHead.append(line, from, to);
            keptHead.append((byte) '\n');
        }
    }

    private void headEnded() {
        if (head.status == 101) {
            fail(Failure.UNEXPECTED_UPGRADE);
        } else if (head.status < 200) {
            // An interim response; the room for lines is for all of them together, so that they end.
            state = State.STATUS_LINE;
            head.clear();
            if (keepsHead) {
                keptHead.clear();
            }
        } else if (answersHead || head.status == 204 || head.status == 304) {
            state = State.COMPLETE;
        } else if (head.chunked) {
            state = State.CHUNK_SIZE;
            lineRoom = MAX_CHUNK_LINE;
        } else if (head.contentLength == Head.NO_LENGTH) {
            state = State.BODY_UNTIL_CLOSE;
            head.keepAlive = false;
        } else {
            bodyLeft = head.contentLength;
            state = bodyLeft == 0 ? State.COMPLETE : State.BODY;
        }
    }

    private void chunkSize(byte[] line, int from, int to) {
        long size = 0;
        int at = from;
        while (at < to && Character.digit(line[at], 16) >= 0) {
            size = 16 * size + Character.digit(line[at++], 16);
            if (at - from > MAX_CHUNK_DIGITS) {
                fail(Failure.MALFORMED_CHUNK);
                return;
            }
        }
        boolean ended = at == to || line[at] == ';' || line[at] == ' ' || line[at] == '\t';
        if (at == from || !ended) {
            fail(Failure.MALFORMED_CHUNK);
            return;
        }
        bodyLeft = size;
        state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
        lineRoom = size == 0 ? MAX_HEAD : MAX_CHUNK_LINE;
    }

    /** Trailers are checked and left alone: none of them may frame a body. */
    private static Failure trailer(byte[] line, int from, int to) {
        int colon = from;
        while (colon < to && line[colon] != ':') {
            colon++;
        }
        return colon < to && Head.isToken(line, from, colon) ? null : Failure.MALFORMED_HEADER;
    }

    private int body(byte[] bytes, int from, int to) {
        bodyBytes += to - from;
        if (keepsBody) {
            if (bodyBytes > MAX_BODY_KEPT) {
                fail(Failure.BODY_TOO_LONG);
                return to;
            }
            keptBody.append(bytes, from, to);
        }
        if (state != State.BODY_UNTIL_CLOSE) {
            bodyLeft -= to - from;
            if (bodyLeft == 0) {
                state = state == State.BODY ? State.COMPLETE : State.CHUNK_END;
            }
        }
        return to;
    }

    private Failure malformed() {
        return switch (state) {
            case STATUS_LINE -> Failure.MALFORMED_STATUS_LINE;
            case CHUNK_SIZE, CHUNK_END -> Failure.MALFORMED_CHUNK;
            default -> Failure.MALFORMED_HEADER;
        };
    }

    private Failure tooLong() {
        return state == State.CHUNK_SIZE || state == State.CHUNK_END ? Failure.MALFORMED_CHUNK : Failure.HEAD_TOO_LONG;
    }

    private void failIf(Failure found) {
        if (found != null) {
            fail(found);
        }
    }

    private void fail(Failure found) {
        failure = found;
        state = State.FAILED;
    }
}
