package dev.onrush.runner.loop;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/** Timers of a context's own event loop, which tells nanoseconds apart as far as its transport does. */
public final class LoopTimers {
    private LoopTimers() {}

    /** Runs something on the context after a time; to be called on its loop. */
    public static void after(Context context, long nanos, Runnable action) {
        ContextInternal internal = (ContextInternal) context;
        internal.nettyEventLoop().schedule(() -> internal.dispatch(action), nanos, TimeUnit.NANOSECONDS);
    }
}
