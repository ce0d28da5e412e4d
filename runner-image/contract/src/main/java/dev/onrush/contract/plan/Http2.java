package dev.onrush.contract.plan;

/**
 * Requests go over HTTP/2, many at a time on a connection.
 *
 * @param streamsPerConnection the most requests in flight on one connection; a target may allow fewer
 */
public record Http2(int streamsPerConnection) {
    /** What most servers allow. */
    public static final int DEFAULT_STREAMS = 100;

    public static final int MAX_STREAMS = 10_000;
}
