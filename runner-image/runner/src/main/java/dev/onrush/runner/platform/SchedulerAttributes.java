package dev.onrush.runner.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads and writes how the kernel's scheduler treats a thread: {@code sched_getattr(2)} and {@code sched_setattr(2)}. */
final class SchedulerAttributes {
    /** The calling thread. */
    static final long THIS_THREAD = 0;

    /** The first version of {@code struct sched_attr}, and where its members are. */
    private static final int SIZE = 48;

    private static final long POLICY_AT = 4;
    private static final long FLAGS_AT = 8;
    private static final long RUNTIME_AT = 24;

    /** {@code SCHED_FLAG_RESET_ON_FORK}: threads that it starts are treated as others are. */
    private static final long NOT_FOR_CHILDREN = 1;

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

    private SchedulerAttributes() {}

    /** @param nanos how long it may run before another one has its turn; not so the threads that it starts */
    static boolean slice(long thread, long nanos) {
        return change(thread, attributes -> {
            attributes.set(ValueLayout.JAVA_LONG, RUNTIME_AT, nanos);
            long flags = attributes.get(ValueLayout.JAVA_LONG, FLAGS_AT);
            attributes.set(ValueLayout.JAVA_LONG, FLAGS_AT, flags | NOT_FOR_CHILDREN);
        });
    }

    /** @param policy the kernel's number of it */
    static boolean policy(long thread, int policy) {
        return change(thread, attributes -> attributes.set(ValueLayout.JAVA_INT, POLICY_AT, policy));
    }

    /** False where the machine has no such call or does not allow it; then all stays as it was. */
    private static boolean change(long thread, Consumer<MemorySegment> change) {
        return Calls.ofThisMachine()
                .filter(calls -> change(calls, thread, change))
                .isPresent();
    }

    private static boolean change(Calls calls, long thread, Consumer<MemorySegment> change) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle get = syscall(5);
            MethodHandle set = syscall(4);
            MemorySegment attributes = arena.allocate(SIZE, 8);
            if ((long) get.invokeExact(calls.get(), thread, attributes.address(), (long) SIZE, 0L) != 0) {
                return false;
            }
            change.accept(attributes);
            return (long) set.invokeExact(calls.set(), thread, attributes.address(), 0L) == 0;
        } catch (Throwable _) {
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
