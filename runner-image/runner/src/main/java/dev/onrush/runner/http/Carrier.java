package dev.onrush.runner.http;

import dev.onrush.runner.http.Errors.Progress;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;

/** What carries the request of a {@link Call}, and how far it has come there: what a failure is called depends on it. */
final class Carrier {
    private HttpClientRequest request;
    private Wire wire;
    private long bytesBefore;
    private boolean multiplexed;
    private Progress progress = Progress.NOT_SENT;

    /** A connection has it from now on. */
    void takes(HttpClientRequest next) {
        request = next;
        wire = Wire.of(next.connection());
        multiplexed = next.version() == HttpVersion.HTTP_2;
        bytesBefore = wire == null ? 0 : wire.bytes();
        progress = wire != null && wire.hasAnswered() ? Progress.ON_REUSED_CONNECTION : Progress.FIRST_ON_CONNECTION;
    }

    /** Whether others were answered on its connection before. */
    boolean isReused() {
        return progress == Progress.ON_REUSED_CONNECTION;
    }

    /** Whether its connection carries others at the same time. */
    boolean isMultiplexed() {
        return multiplexed;
    }

    /** The head of the answer is in. */
    void headCame() {
        progress = Progress.IN_BODY;
    }

    /** The answer is whole. */
    void answered() {
        if (wire != null) {
            wire.answered();
        }
    }

    /** The answer leads elsewhere, and the request for that has no connection yet. */
    void redirected() {
        answered();
        progress = Progress.NOT_SENT;
    }

    /** Whatever carries it is of no more use: the rest of the answer would be taken for that of the next. */
    void giveUp() {
        if (progress != Progress.NOT_SENT) {
            request.reset();
        }
    }

    /** Leaves the connection of a request that is not sent to others, and the log without it. */
    static void giveBack(HttpClientRequest unsent) {
        unsent.exceptionHandler(_ -> {});
        unsent.reset();
    }

    /** Other streams' bytes say nothing about an answer in HTTP/2, and nothing at all has come where not even they did. */
    Progress progress() {
        boolean waiting = progress == Progress.FIRST_ON_CONNECTION || progress == Progress.ON_REUSED_CONNECTION;
        if (!waiting || wire == null || wire.bytes() == bytesBefore) {
            return progress;
        }
        return multiplexed ? Progress.FIRST_ON_CONNECTION : Progress.IN_HEAD;
    }
}
