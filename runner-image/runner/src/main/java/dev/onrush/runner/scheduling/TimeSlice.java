package dev.onrush.runner.scheduling;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long the kernel lets a thread run before another one has its turn. Since Linux 6.12 a thread may ask for a shorter slice than
 * others; it gets no more CPU by that, and gets it sooner: when it wakes up, one with a longer slice is interrupted for it. So a compiler or
 * the exchange with the master, which share a core with the load, hold it up for less than a tick. Needs no privilege.
 *
 * <p>The calls are {@code sched_getattr(2)} and {@code sched_setattr(2)}.
 */
public final class TimeSlice {
    /** The least that the kernel grants. */
    private static final long SHORTEST_NANOS = 100_000;

    /** The first version of {@code struct sched_attr}, and where its {@code sched_runtime} is. */
    private static final int ATTRIBUTES = 48;

    private static final long RUNTIME_AT = 24;

    /** The numbers of the two calls. */
    private record Calls(long set, long get) {
        static Optional<Calls> ofThisMachine() {
            return switch (System.getProperty("os.name") + ' ' + System.getProperty("os.arch")) {
                case "Linux amd64" -> Optional.of(new Calls(314, 315));
                case "Linux aarch64" -> Optional.of(new Calls(274, 275));
                default -> Optional.empty();
            };
        }
    }

    private TimeSlice() {}

    /** Asks for the shortest slice for the calling thread; false where there is no such thing, and all stays as it was. */
    public static boolean shortest() {
        return Calls.ofThisMachine().filter(TimeSlice::shorten).isPresent();
    }

    private static boolean shorten(Calls calls) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle get = syscall(5);
            MethodHandle set = syscall(4);
            MemorySegment attributes = arena.allocate(ATTRIBUTES, 8);
            long here = 0;
            if ((long) get.invokeExact(calls.get(), here, attributes.address(), (long) ATTRIBUTES, 0L) != 0) {
                return false;
            }
            attributes.set(ValueLayout.JAVA_LONG, RUNTIME_AT, SHORTEST_NANOS);
            return (long) set.invokeExact(calls.set(), here, attributes.address(), 0L) == 0;
        } catch (Throwable _) {
            // A machine that has no such call does without it.
            return false;
        }
    }

    private static MethodHandle syscall(int arguments) {
        return CLibrary.function("syscall", longs(arguments), Linker.Option.firstVariadicArg(1));
    }

    private static FunctionDescriptor longs(int arguments) {
        ValueLayout.OfLong[] all = new ValueLayout.OfLong[arguments];
        Arrays.fill(all, ValueLayout.JAVA_LONG);
        return FunctionDescriptor.of(ValueLayout.JAVA_LONG, all);
    }
}
