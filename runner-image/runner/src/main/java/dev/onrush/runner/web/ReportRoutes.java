package dev.onrush.runner.web;

import dev.onrush.runner.master.Master;
import dev.onrush.runner.session.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** What was measured, in whole. */
final class ReportRoutes {
    private final Session session;

    ReportRoutes(Session session) {
        this.session = session;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/summary", exchange -> of(Master::summary).onSuccess(exchange::json)),
                Route.get("/api/v1/report", exchange -> of(Master::report).onSuccess(exchange::json)));
    }

    private <T> Future<T> of(Function<Master, Future<T>> read) {
        return session.shown()
                .map(read)
                .orElseGet(() -> Future.failedFuture(
                        new RefusedException(409, "there was no run yet; POST /api/v1/start starts one")));
    }
}
