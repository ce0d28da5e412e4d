package dev.onrush.runner.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;

/** Lets a thread stand back: where it and others want the same core, the nicer it is the less it gets of it. Needs no privilege, and cannot be taken back without one. */
public final class Niceness {
    private static final int THREAD = 0;
    private static final int CALLING = 0;

    private Niceness() {}

    /**
     * Makes the calling thread nicer than it was born, and nobody else.
     *
     * @param nice from 1 to 19
     * @return false where threads have none of their own, and all stays as it was
     */
    public static boolean ofThisThread(int nice) {
        // Elsewhere setpriority(2) is about the whole process.
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            FunctionDescriptor three = FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            return (int) CLibrary.function("setpriority", three).invokeExact(THREAD, CALLING, nice) == 0;
        } catch (Throwable _) {
            return false;
        }
    }
}
