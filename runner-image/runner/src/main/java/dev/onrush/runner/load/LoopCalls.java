package dev.onrush.runner.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** What other threads have done on the load's loop, in the order in which they ask for it. */
record LoopCalls(Vertx vertx, Context context) {
    /** Done on the loop, where the future completes. */
    <T> Future<T> on(Supplier<T> action) {
        return on(task -> context.runOnContext(_ -> task.run()), action);
    }

    /** Done on the loop, and then something elsewhere; the future completes where it was asked for, also when nothing is done elsewhere any more. */
    <S, T> Future<T> then(Supplier<S> onLoop, Executor elsewhere, Function<S, T> then) {
        Context asking = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        on(onLoop)
                .compose(done -> on(elsewhere, () -> then.apply(done)))
                .onComplete(result -> asking.runOnContext(_ -> promise.handle(result)));
        return promise.future();
    }

    private static <T> Future<T> on(Executor executor, Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        // Chained to a future of there, the action would run here if that were complete by now.
        executor.execute(() -> Future.succeededFuture().map(_ -> action.get()).onComplete(promise));
        return promise.future();
    }
}
