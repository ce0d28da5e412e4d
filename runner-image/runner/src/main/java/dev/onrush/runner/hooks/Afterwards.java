package dev.onrush.runner.hooks;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Brings what follows hooks back to an event loop. */
public final class Afterwards {
    /** Hooks that hold up the run's course are waited for this long. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private Afterwards() {}

    /**
     * Runs an action on the context when the hooks are over: at once when they are, and after some patience in any case.
     *
     * @param patience zero or less for as long as it takes
     */
    public static void on(Context context, CompletableFuture<Void> hooks, Duration patience, Runnable action) {
        if (hooks.isDone()) {
            action.run();
            return;
        }
        CompletableFuture<Void> bounded = patience.isPositive()
                ? hooks.copy().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                : hooks;
        bounded.whenComplete((_, _) -> context.runOnContext(_ -> action.run()));
    }
}
