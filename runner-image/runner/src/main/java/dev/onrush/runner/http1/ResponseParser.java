package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;

/**
 * Reads one answer after the other from bytes as they arrive, cut anywhere. What it holds is bounded: an unfinished line, and the
 * head and body where they were asked for. Lines end in CRLF and hold no control characters but tabs; whatever is not a response as
 * RFC 9112 writes it is a failure, after which the connection is of no more use.
 */
public final class ResponseParser {
    private enum State {
        IDLE,
        HEAD,
        BODY,
        COMPLETE,
        FAILED
    }

    private final LineReader lines = new LineReader();
    private final HeadReader head = new HeadReader();
    private final BodyReader body = new BodyReader(lines);
    private State state = State.IDLE;
    private Failure failure;
    private boolean answersHead;

    /**
     * Expects the answer to a request.
     *
     * @param toHead the request is a HEAD, whose answer has no body
     * @param keepHead whether {@link #header} is wanted
     * @param keepBody whether {@link #body} is wanted; a body longer than {@link KeptBody#MAX} is then a failure
     */
    void begin(boolean toHead, boolean keepHead, boolean keepBody) {
        state = State.HEAD;
        failure = null;
        answersHead = toHead;
        lines.begin(HeadReader.MAX);
        head.begin(keepHead);
        body.begin(keepBody);
    }

    /**
     * Takes the bytes that arrived.
     *
     * @return the index after the last byte that belongs to the answer
     */
    int feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && state == State.HEAD) {
            at = headLine(bytes, at, to);
        }
        while (at < to && state == State.BODY) {
            at = body.read(bytes, at, to);
            bodyRead();
        }
        return at;
    }

    private int headLine(byte[] bytes, int from, int to) {
        int read = lines.read(bytes, from, to);
        switch (lines.found()) {
            case LINE -> failIf(head.line(lines.line(), lines.from(), lines.to()));
            case PART -> {}
            case MALFORMED -> failIf(head.malformed());
            case TOO_LONG -> failIf(Failure.HEAD_TOO_LONG);
        }
        if (state == State.HEAD && head.isComplete()) {
            body.follow(head.head(), answersHead);
            state = body.isComplete() ? State.COMPLETE : State.BODY;
        }
        return read;
    }

    private void bodyRead() {
        failIf(body.failure());
        if (body.isComplete()) {
            state = State.COMPLETE;
        }
    }

    private void failIf(Failure found) {
        if (found != null) {
            failure = found;
            state = State.FAILED;
        }
    }

    /** The other side has closed; what is wrong, or null when that is how the answer ends. */
    Failure closed() {
        if (state == State.BODY && body.endsWithConnection()) {
            body.complete();
            state = State.COMPLETE;
            return null;
        }
        return hasBegun() ? Failure.TRUNCATED : Failure.CLOSED_BEFORE_ANSWER;
    }

    /** What was read is of no more use, and nothing is expected for now: {@link #body} is there no longer if it was large. */
    void rest() {
        body.body().rest();
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
        return state != State.HEAD || !lines.isUntouched();
    }

    /** True when another request may follow on the connection. */
    boolean keepsAlive() {
        return head.head().keepAlive;
    }

    public int status() {
        return head.head().status;
    }

    /** How many bytes the body has, kept or not. */
    public long bodyBytes() {
        return body.body().length();
    }

    /** The headers' lines, each ended by a line feed; null when they were not asked for. */
    Octets headLines() {
        return head.lines();
    }

    /** The first value of a header, whatever its case; null when it is absent, or the headers were not asked for. */
    public String header(String name) {
        return head.lines() == null ? null : HeaderLines.find(head.lines(), name);
    }

    /** The body; null unless it was asked for. */
    public Octets body() {
        return body.body().octets();
    }

    /** The values of Set-Cookie headers, each ended by a line feed; null or empty when there are none. */
    public Octets cookies() {
        return head.head().cookies;
    }
}
