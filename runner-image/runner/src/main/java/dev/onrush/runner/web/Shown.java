package dev.onrush.runner.web;

import dev.onrush.runner.master.Master;
import dev.onrush.runner.session.Session;
import io.vertx.core.Future;
import java.util.function.Function;

/** The run that is under way, or else the last one. */
record Shown(Session session) {
    /** Asks it; fails when there was none yet. */
    <T> Future<T> of(Function<Master, ? extends Future<? extends T>> read) {
        return session.shown()
                .map(run -> read.apply(run).<T>map(value -> value))
                .orElseGet(() -> Future.failedFuture(
                        new RefusedException(409, "there was no run yet; POST /api/v1/start starts one")));
    }
}
