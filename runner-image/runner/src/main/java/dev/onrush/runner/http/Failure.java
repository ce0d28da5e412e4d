package dev.onrush.runner.http;

/**
 * What can go wrong on the way to a whole answer, whatever client sends the request: few and fixed, so that failures can be counted by
 * kind. docs/reference/errors.md says of each what it means for the target.
 */
public enum Failure {
    INVALID_URL("cannot be sent: expected a URL with everything encoded that may not stand in it"),
    INVALID_HEADER_NAME("cannot be sent: expected the name of a header"),
    RESERVED_HEADER("cannot be sent: expected a header that the client does not set itself"),
    INVALID_HEADER_VALUE("cannot be sent: expected a header's value on one line"),
    STILL_IN_FLIGHT("cannot be sent: the user's request before is still in flight"),
    UNKNOWN_HOST("unknown host"),
    CONNECT_TIMEOUT("connect timeout"),
    CONNECTION_REFUSED("connection refused"),
    /** No route, or nothing that answers for another reason. */
    CONNECT_FAILED("connect failed"),
    /** Every local port towards this address is taken. */
    NO_LOCAL_PORT("no free local port"),
    /** The process may not open another file. */
    NO_FILE_DESCRIPTOR("no free file descriptor"),
    /** More requests wait for a connection than may. */
    NO_CONNECTION_FREE("no connection free and no room to wait for one"),
    TLS_CERTIFICATE("TLS failed: certificate not accepted"),
    TLS_FAILED("TLS failed"),
    /** The target speaks none of the versions of HTTP that the plan allows. */
    UNSUPPORTED_PROTOCOL("protocol not supported by the target"),
    TIMEOUT("timeout"),
    /** An idle connection was closed by the other side before any byte of the answer came. The request may have been processed. */
    KEEP_ALIVE_RACE("keep-alive connection closed as it was used"),
    CLOSED_BEFORE_ANSWER("connection closed before the answer"),
    TRUNCATED("connection closed within the answer"),
    CONNECTION_RESET("connection reset"),
    /** HTTP/2: the connection was ended by the target with a GOAWAY. */
    GOING_AWAY("connection going away"),
    /** HTTP/2: the target says that it has not looked at the request. */
    STREAM_REFUSED("stream refused"),
    /** HTTP/2: only this request was ended by the target. */
    STREAM_RESET("stream reset"),
    MALFORMED_STATUS_LINE("malformed answer: status line"),
    MALFORMED_HEADER("malformed answer: header"),
    MALFORMED_LENGTH("malformed answer: length of the body"),
    MALFORMED_CHUNK("malformed answer: chunk"),
    MALFORMED_COMPRESSION("malformed answer: compressed body"),
    MALFORMED_FRAME("malformed answer: HTTP/2 frame"),
    MALFORMED_LOCATION("malformed answer: where to redirect to"),
    UNEXPECTED_UPGRADE("malformed answer: protocol was switched unasked"),
    BYTES_AFTER_END("malformed answer: bytes after its end"),
    HEAD_TOO_LONG("answer's head longer than 64 KiB"),
    BODY_TOO_LONG("answer's body longer than the 8 MiB that are kept"),
    /** Nothing that is known to happen. The worker's log has the first of them. */
    UNEXPECTED("unexpected failure in the client");

    private final String text;

    Failure(String text) {
        this.text = text;
    }

    /** As it is counted and reported. */
    public String text() {
        return text;
    }
}
