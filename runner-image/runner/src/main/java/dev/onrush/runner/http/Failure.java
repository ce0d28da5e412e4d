package dev.onrush.runner.http;

/** What can go wrong on the way to a whole answer: few and fixed, so that failures can be counted by kind. */
public enum Failure {
    UNKNOWN_HOST("unknown host"),
    CONNECT_TIMEOUT("connect timeout"),
    CONNECTION_REFUSED("connection refused"),
    /** No route, or nothing that answers for another reason. */
    CONNECT_FAILED("connect failed"),
    /** Every local port towards this address is taken. */
    NO_LOCAL_PORT("no free local port"),
    /** The process may not open another file. */
    NO_FILE_DESCRIPTOR("no free file descriptor"),
    TLS_FAILED("TLS failed"),
    TIMEOUT("timeout"),
    /** An idle connection was closed by the other side before any byte of the answer came. The request may have been processed. */
    KEEP_ALIVE_RACE("keep-alive connection closed as it was used"),
    CLOSED_BEFORE_ANSWER("connection closed before the answer"),
    TRUNCATED("connection closed within the answer"),
    CONNECTION_RESET("connection reset"),
    STREAM_RESET("stream reset"),
    MALFORMED_STATUS_LINE("malformed answer: status line"),
    MALFORMED_HEADER("malformed answer: header"),
    MALFORMED_LENGTH("malformed answer: length of the body"),
    MALFORMED_CHUNK("malformed answer: chunk"),
    UNEXPECTED_UPGRADE("malformed answer: protocol was switched unasked"),
    BYTES_AFTER_END("malformed answer: bytes after its end"),
    HEAD_TOO_LONG("answer's head longer than 64 KiB"),
    BODY_TOO_LONG("answer's body longer than the 8 MiB that checks read"),
    WRITE_FAILED("request could not be written");

    private final String text;

    Failure(String text) {
        this.text = text;
    }

    /** As it is counted and reported. */
    public String text() {
        return text;
    }
}
