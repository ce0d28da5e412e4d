package dev.onrush.runner.loop;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a test does on a loop, from a thread of its own. */
public final class OnLoop {
    private OnLoop() {}

    /** Does something there and waits for it, also for its failure; for 10 s at most. */
    public static <T> T of(Context context, Callable<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> {
            try {
                promise.complete(action.call());
            } catch (Throwable e) {
                promise.fail(e);
            }
        });
        try {
            return promise.future().await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the loop has not come to it", e);
        }
    }
}
