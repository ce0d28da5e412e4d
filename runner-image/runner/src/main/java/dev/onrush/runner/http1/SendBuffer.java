package dev.onrush.runner.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** One buffer that requests are written from: the kernel nearly always takes a request at once, and then it is free again. */
final class SendBuffer {
    private static final int SIZE = 4 * 1024;

    private ByteBuf buffer = new FixedBuffer(SIZE);

    /** The bytes in a direct buffer, to be released by whoever writes it. */
    ByteBuf filledWith(byte[] bytes, int length, ByteBufAllocator allocator) {
        if (length > SIZE || buffer.refCnt() > 1) {
            // Too long, or the one before is still being written.
            return allocator.directBuffer(length).writeBytes(bytes, 0, length);
        }
        return buffer.clear().writeBytes(bytes, 0, length).retain();
    }

    static boolean isTooLong(int length) {
        return length > SIZE;
    }

    void release() {
        buffer.release();
    }
}
