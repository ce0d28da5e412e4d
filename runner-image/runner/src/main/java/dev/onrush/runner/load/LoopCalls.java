package dev.onrush.runner.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What other threads have done on the load's loop, in the order in which they ask for it. */
record LoopCalls(Vertx vertx, Context context) {
    /** Done on the loop, where the future completes. */
    <T> Future<T> on(Callable<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> {
            try {
                promise.complete(action.call());
            } catch (Exception e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    /** Done on the loop, and then something elsewhere; the future completes where it was asked for. */
    <S, T> Future<T> then(Callable<S> onLoop, Executor elsewhere, Function<S, T> then) {
        Context asking = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        on(onLoop)
                .onSuccess(done -> elsewhere.execute(() -> {
                    Future<T> result = Future.succeededFuture(done).map(then);
                    asking.runOnContext(_ -> result.onComplete(promise));
                }))
                .onFailure(cause -> asking.runOnContext(_ -> promise.fail(cause)));
        return promise.future();
    }
}
