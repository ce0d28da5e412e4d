package dev.onrush.runner.http1;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.lang.foreign.MemorySegment;

/**
 * A direct buffer that never grows and so knows where it is: without {@code Unsafe}, which newer JDKs take away, Netty asks the JDK for the
 * address at each read and write, which allocates.
 */
final class FixedBuffer extends UnpooledDirectByteBuf {
    private final long address;

    FixedBuffer(int size) {
        super(UnpooledByteBufAllocator.DEFAULT, size, size);
        address = MemorySegment.ofBuffer(internalNioBuffer(0, size)).address();
    }

    /** Netty's own buffer of this kind has none where there is an {@code Unsafe}. */
    @Override
    public boolean hasMemoryAddress() {
        return true;
    }

    @Override
    public long memoryAddress() {
        return address;
    }
}
