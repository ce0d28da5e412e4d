package dev.onrush.runner.wire;

import dev.onrush.runner.bus.ClockOffset;
import dev.onrush.runner.bus.Messages;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * When a played worker begins. Its master is on the same machine, and both read the same clock: so what the worker takes for the moment can be held
 * against the moment itself.
 */
final class PlayedStart {
    private final long wanted;
    private final long at;
    private final long bound;
    private long rang;

    /** @param micros the moment on the master's clock */
    PlayedStart(long micros, ClockOffset clock) {
        this.wanted = TimeUnit.MICROSECONDS.toNanos(micros);
        this.at = clock.local(micros);
        this.bound = clock.bound(at);
    }

    /** What the worker takes for the moment, of {@link System#nanoTime}. */
    long at() {
        return at;
    }

    /** The worker's timer has rung. */
    void ring() {
        rang = System.nanoTime();
    }

    /** What a real one would say. */
    Messages.Begun begun() {
        return new Messages.Begun(TimeUnit.NANOSECONDS.toMicros(rang - at), TimeUnit.NANOSECONDS.toMicros(bound));
    }

    /** Of all of them, in nanoseconds: how far apart what they took for the moment was, how wrong that was, how wrong it could be, and how far apart their timers rang. */
    static void print(List<PlayedStart> all) {
        System.out.println("skew " + apart(all, start -> start.at));
        System.out.println("wrong " + most(all, start -> Math.abs(start.at - start.wanted)));
        System.out.println("bound " + most(all, start -> start.bound));
        System.out.println("beyond "
                + all.stream()
                        .filter(start -> Math.abs(start.at - start.wanted) > start.bound)
                        .count());
        System.out.println("rang " + apart(all, start -> start.rang));
    }

    /** From the first to the one by which 99 % have. */
    private static long apart(List<PlayedStart> all, ToLongFunction<PlayedStart> when) {
        long[] sorted = all.stream().mapToLong(when).sorted().toArray();
        return sorted[(sorted.length * 99 + 99) / 100 - 1] - sorted[0];
    }

    private static long most(List<PlayedStart> all, ToLongFunction<PlayedStart> what) {
        return all.stream().mapToLong(what).max().orElseThrow();
    }
}
