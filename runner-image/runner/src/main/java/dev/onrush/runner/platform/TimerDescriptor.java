package dev.onrush.runner.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * A timer of Linux that is a file descriptor: {@code timerfd_create(2)} and {@code timerfd_settime(2)}. It stays set however often somebody waits
 * for it and for other things, where a timeout of each wait is set and taken back each time. Used by one thread at a time.
 */
public final class TimerDescriptor implements AutoCloseable {
    /** {@code CLOCK_MONOTONIC}, which {@link System#nanoTime} reads, too. */
    private static final int MONOTONIC = 1;

    /** {@code TFD_NONBLOCK} and {@code TFD_CLOEXEC}. */
    private static final int FLAGS = 0x800 | 0x80000;

    /** {@code struct itimerspec}: an interval, none here, and the time, of seconds and nanoseconds each. */
    private static final long SIZE = 32;

    private static final long SECONDS_AT = 16;
    private static final long NANOS_AT = 24;
    private static final long SECOND = 1_000_000_000;

    /** In a class of its own, which is not there where the C library has no such functions. */
    private static final class Functions {
        static final MethodHandle CREATE = function("timerfd_create", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle SET = function(
                "timerfd_settime",
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS);

        private static MethodHandle function(String name, MemoryLayout... arguments) {
            return CLibrary.function(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
        }
    }

    private final int number;
    private final MemorySegment time = Arena.ofAuto().allocate(SIZE, Long.BYTES);

    private boolean closed;

    private TimerDescriptor(int number) {
        this.number = number;
    }

    /** A new one that is not set; empty where there is no such thing, or no descriptor is left. */
    public static Optional<TimerDescriptor> open() {
        try {
            int number = (int) Functions.CREATE.invokeExact(MONOTONIC, FLAGS);
            return number < 0 ? Optional.empty() : Optional.of(new TimerDescriptor(number));
        } catch (Throwable _) {
            return Optional.empty();
        }
    }

    /** The descriptor, which is readable once the time that was set last has passed. */
    public int number() {
        return number;
    }

    /**
     * Sets it to a time from now, and to no other that it was set to before.
     *
     * @param nanos what has passed is due at once
     * @return false where the kernel does not do it, and once it is closed
     */
    public boolean set(long nanos) {
        if (closed) {
            return false;
        }
        // Zero would be to set it to nothing.
        long wait = Math.max(1, nanos);
        time.set(ValueLayout.JAVA_LONG, SECONDS_AT, wait / SECOND);
        time.set(ValueLayout.JAVA_LONG, NANOS_AT, wait % SECOND);
        try {
            return (int) Functions.SET.invokeExact(number, 0, time, MemorySegment.NULL) == 0;
        } catch (Throwable _) {
            return false;
        }
    }

    /** A second time does nothing: its number may be somebody else's then. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        CLibrary.close(number);
    }
}
