package dev.onrush.runner.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** The body of one answer, unpacked: counted, and kept where somebody reads it, up to a limit. */
final class Body {
    static final int MAX_KEPT = 8 * 1024 * 1024;

    /** Nothing can be written into it. */
    private static final Buffer EMPTY = BufferInternal.buffer(Unpooled.EMPTY_BUFFER);

    private final boolean keeps;
    private Buffer kept = EMPTY;
    private boolean copied;
    private long bytes;

    /** @param keeps whether anybody will look at it */
    Body(boolean keeps) {
        this.keeps = keeps;
    }

    /** How long it is, kept or not. */
    long bytes() {
        return bytes;
    }

    /** What was kept; empty where nothing is. */
    Buffer kept() {
        return kept;
    }

    /**
     * The next part of it, which is nobody else's.
     *
     * @return whether that is not too much
     */
    boolean add(Buffer part) {
        bytes += part.length();
        if (!keeps) {
            return true;
        }
        if (bytes > MAX_KEPT) {
            kept = EMPTY;
            return false;
        }
        if (kept == EMPTY) {
            kept = part;
        } else {
            append(part);
        }
        return true;
    }

    private void append(Buffer part) {
        if (!copied) {
            copied = true;
            kept = Buffer.buffer(kept.length() + part.length()).appendBuffer(kept);
        }
        kept.appendBuffer(part);
    }
}
