package dev.onrush.runner.bus;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of bytes into frames. A frame that is announced longer than the limit is refused by its length, so that no more
 * than the limit (and what arrived in one read) is ever held.
 */
public final class FrameDecoder {
    /** The longest frame, in bytes, before the token was shown. */
    public static final int UNAUTHENTICATED_LIMIT = 4 * 1024;

    /** The longest frame, in bytes, of a known worker. */
    public static final int LIMIT = 16 * 1024 * 1024;

    private final ArrayDeque<Buffer> chunks = new ArrayDeque<>();
    private int available;
    private int limit;

    /** @param limit the longest frame in bytes, without its length field */
    public FrameDecoder(int limit) {
        this.limit = limit;
    }

    public void limit(int bytes) {
        limit = bytes;
    }

    /** Takes what arrived and gives the frames that are whole. */
    public List<Frame> feed(Buffer received) throws ProtocolException {
        chunks.add(received);
        available += received.length();
        List<Frame> frames = new ArrayList<>();
        while (available >= Integer.BYTES) {
            int length = peekLength();
            if (length < 2 || length > limit) {
                throw new ProtocolException(
                        "expected a frame of 2 to " + limit + " bytes, found one of " + (length & 0xffffffffL));
            }
            if (available < Integer.BYTES + length) {
                break;
            }
            take(Integer.BYTES);
            frames.add(Frame.decode(take(length)));
        }
        return frames;
    }

    private int peekLength() {
        Buffer first = chunks.peek();
        if (first.length() < Integer.BYTES) {
            int all = available;
            first = Buffer.buffer(take(all));
            available = all;
            chunks.add(first);
        }
        return first.getInt(0);
    }

    /** Joins chunks only once a frame is whole, so that a long frame in small reads costs no repeated copies. */
    private byte[] take(int bytes) {
        byte[] taken = new byte[bytes];
        for (int at = 0; at < bytes; ) {
            Buffer chunk = chunks.poll();
            int some = Math.min(bytes - at, chunk.length());
            chunk.getBytes(0, some, taken, at);
            at += some;
            if (chunk.length() > some) {
                chunks.addFirst(chunk.slice(some, chunk.length()));
            }
        }
        available -= bytes;
        return taken;
    }
}
