package dev.onrush.runner.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The kernel's table of this process's descriptors. It has room for 64 or 256 at first and is doubled when it is full; Linux waits then until every CPU has left the old
 * one, some 10 ms in which the thread that opens a connection stands still.
 */
public final class DescriptorTable {
    /** As many as a worker will have connections, as a rule; the kernel takes 8 bytes for each. */
    private static final int ROOM = 32_768;

    private static final int LEAST = 1_024;

    /** {@code F_DUPFD_CLOEXEC} of {@code fcntl(2)}, on Linux: a second number for a descriptor, which is not below a given one. */
    private static final int DUPLICATE_FROM = 1_030;

    private static final int STANDARD_ERROR = 2;

    private DescriptorTable() {}

    /** Makes room once and for all, as far as the limit of open files allows; false where it is not done. */
    public static boolean grow() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            FunctionDescriptor three = FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            MethodHandle fcntl = CLibrary.function("fcntl", three, Linker.Option.firstVariadicArg(2));
            for (int room = ROOM; room >= LEAST; room /= 2) {
                int duplicate = (int) fcntl.invokeExact(STANDARD_ERROR, DUPLICATE_FROM, room - 1);
                if (duplicate >= 0) {
                    return CLibrary.close(duplicate);
                }
            }
            return false;
        } catch (Throwable _) {
            return false;
        }
    }
}
