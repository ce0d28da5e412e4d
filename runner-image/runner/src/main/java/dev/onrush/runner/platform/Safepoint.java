package dev.onrush.runner.platform;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * A point at which all threads that run Java wait for each other, and for what the JVM's own threads must not be interrupted in. As a rule the JVM alone asks for one.
 */
public final class Safepoint {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Safepoint() {}

    /** Returns when there was one: the JVM needs it to look at what a thread is doing, here at the calling one. */
    public static void reach() {
        THREADS.getThreadInfo(Thread.currentThread().threadId(), 1);
    }
}
