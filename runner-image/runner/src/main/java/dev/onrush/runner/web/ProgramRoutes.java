package dev.onrush.runner.web;

import dev.onrush.runner.log.LogLines;
import dev.onrush.runner.master.Master;
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
                    Future<Map<String, List<String>>> workers =
                            session.shown().map(Master::workerLogs).orElseGet(() -> Future.succeededFuture(Map.of()));
                    return workers.onSuccess(lines -> exchange.json(Map.of("lines", log.lines(), "workers", lines)));
                }),
                Route.get("/api/v1/tasks", exchange -> {
                    exchange.json(session.taskRatios());
                    return Future.succeededFuture();
                }));
    }
}
