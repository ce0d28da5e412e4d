package dev.onrush.runner.web;

import dev.onrush.runner.session.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The program and its plan. */
final class ProgramRoutes {
    private final Session session;
    private final LogLines log;

    ProgramRoutes(Session session, LogLines log) {
        this.session = session;
        this.log = log;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/logs", exchange -> {
                    exchange.json(Map.of("lines", log.lines()));
                    return Future.succeededFuture();
                }),
                Route.get("/api/v1/tasks", exchange -> {
                    exchange.json(session.taskRatios());
                    return Future.succeededFuture();
                }));
    }
}
