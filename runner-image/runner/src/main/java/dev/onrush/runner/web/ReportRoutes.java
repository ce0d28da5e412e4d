package dev.onrush.runner.web;

import dev.onrush.runner.master.Master;
import java.util.List;

/** A run as a whole. */
final class ReportRoutes {
    private final Shown shown;

    ReportRoutes(Shown shown) {
        this.shown = shown;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/v1/summary", exchange -> shown.of(Master::summary).onSuccess(exchange::json)),
                Route.get("/api/v1/report", exchange -> shown.of(Master::report).onSuccess(exchange::json)));
    }
}
