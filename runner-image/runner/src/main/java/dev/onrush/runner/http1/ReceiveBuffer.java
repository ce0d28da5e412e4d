package dev.onrush.runner.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * One buffer that all connections of a loop read into in turn: whoever gets it is done with its bytes before the next read. So that
 * a read allocates nothing, however many connections there are.
 */
@SuppressWarnings("deprecation") // The only base that Netty offers for one's own buffers.
final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    static final int SIZE = 64 * 1024;

    private final ByteBuf buffer = new FixedBuffer(SIZE);

    @Override
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public ByteBuf allocate(ByteBufAllocator ignored) {
                return buffer.clear().retain();
            }

            @Override
            public int guess() {
                return SIZE;
            }
        };
    }

    void release() {
        buffer.release();
    }
}
