package dev.onrush.runner.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Functions of the C library. */
final class CLibrary {
    private CLibrary() {}

    /** Closes a descriptor: {@code close(2)}. False where that was not done. */
    static boolean close(int descriptor) {
        try {
            FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            return (int) function("close", type).invokeExact(descriptor) == 0;
        } catch (Throwable _) {
            return false;
        }
    }

    /**
     * One of them.
     *
     * @throws java.util.NoSuchElementException where it has no such function
     */
    @SuppressWarnings("restricted")
    static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, options);
    }
}
