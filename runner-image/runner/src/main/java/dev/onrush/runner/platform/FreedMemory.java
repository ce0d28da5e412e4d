package dev.onrush.runner.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;

/**
 * What the C library does with memory that the JVM's own parts have freed. As a rule it gives much of it back to the kernel, and what is wanted next is made and cleared again, page by page,
 * in the kernel, which nobody interrupts: a compiler at it holds up whoever shares its core, however nice it is.
 */
public final class FreedMemory {
    /** Parameters of {@code mallopt(3)}, of the GNU C library. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int MMAP_THRESHOLD = -3;

    /** More than the compilers ever have at once. */
    private static final int KEPT_BYTES = 256 << 20;

    /** The most that the library takes for this. */
    private static final int LARGEST_BYTES = 32 << 20;

    private FreedMemory() {}

    /** Has it kept for what is wanted next, from now on and in all threads; false where the library does not know of such a thing. */
    public static boolean keep() {
        return set(TRIM_THRESHOLD, KEPT_BYTES) & set(MMAP_THRESHOLD, LARGEST_BYTES);
    }

    private static boolean set(int parameter, int bytes) {
        try {
            FunctionDescriptor two =
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            return (int) CLibrary.function("mallopt", two).invokeExact(parameter, bytes) == 1;
        } catch (Throwable _) {
            return false;
        }
    }
}
