package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/** The body of one answer, unpacked: counted, and kept where somebody reads it, up to a limit. */
final class Body implements BodyCodec<Buffer>, BodyStream<Buffer> {
    static final int MAX_KEPT = 8 * 1024 * 1024;

    private final Call call;
    private final boolean keeps;
    private final Promise<Buffer> result = Promise.promise();
    private Buffer kept = Buffer.buffer();
    private long bytes;

    /** @param keeps whether anybody will look at it */
    Body(Call call, boolean keeps) {
        this.call = call;
        this.keeps = keeps;
    }

    Call call() {
        return call;
    }

    /** How long it is, kept or not. */
    long bytes() {
        return bytes;
    }

    @Override
    public BodyStream<Buffer> stream() {
        return this;
    }

    @Override
    public Future<Void> write(Buffer part) {
        bytes += part.length();
        if (keeps && bytes > MAX_KEPT) {
            kept = Buffer.buffer();
            call.fail(Failure.BODY_TOO_LONG);
        } else if (keeps) {
            kept.appendBuffer(part);
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        result.tryComplete(kept);
        return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable cause) {
        result.tryFail(cause);
    }

    @Override
    public Future<Buffer> result() {
        return result.future();
    }

    @Override
    public Body exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public Body setWriteQueueMaxSize(int size) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public Body drainHandler(Handler<Void> handler) {
        return this;
    }
}
