package dev.onrush.runner.loop;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Timers of a context's own event loop, which tells nanoseconds apart as far as its transport does. */
public final class LoopTimers {
    private static final long LONGEST_WAIT = 1_000_000;

    private LoopTimers() {}

    /** Lets something happen at certain times until it is over; where the loop keeps no alarms, as exact as its timers are. To be called on its loop. */
    public static void alarm(Context context, Alarm alarm) {
        ClockedLoop.of(context).ifPresentOrElse(loop -> loop.alarm(alarm), () -> ringAgain(context, alarm));
    }

    /** Completes when the context's loop has gone round so many times, without a sleep between them where it is one that keeps alarms. */
    public static Future<Void> turns(Context context, int number) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> alarm(context, new Turns(number, done)));
        return done.future();
    }

    /**
     * Nobody on the context's loop needs alarms or its clock any more, which then knows less; until somebody asks for one of them again.
     * To be called on the loop, which nobody else uses for such things.
     */
    public static void rest(Context context) {
        ClockedLoop.of(context).ifPresent(ClockedLoop::rest);
    }

    /**
     * Has the context's loop leave others a third of the time when they have something to do and it has so much that it would never sleep. To be called on the loop.
     *
     * @param ran CPU time of the others so far, in nanoseconds
     */
    public static void giveWay(Context context, LongSupplier ran) {
        ClockedLoop.of(context).ifPresent(loop -> loop.giveWay(new Courtesy(ran)));
    }

    private static void ringAgain(Context context, Alarm alarm) {
        long now = System.nanoTime();
        long next = Math.min(now + LONGEST_WAIT, alarm.ring(now));
        if (!alarm.isOver()) {
            after(context, Math.max(0, next - System.nanoTime()), () -> ringAgain(context, alarm));
        }
    }

    /** Runs something on the context after a time; to be called on its loop. */
    public static void after(Context context, long nanos, Runnable action) {
        ContextInternal internal = (ContextInternal) context;
        internal.nettyEventLoop().schedule(() -> internal.dispatch(action), nanos, TimeUnit.NANOSECONDS);
    }
}
