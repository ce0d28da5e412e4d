package dev.onrush.runner.web;

import dev.onrush.runner.html.HtmlReport;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.report.Csv;
import dev.onrush.runner.report.Statistics;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** What was measured, as tables: for a page, a spreadsheet or a program. */
final class StatisticsRoutes {
    private static final String CSV = "text/csv";

    private final Shown shown;

    StatisticsRoutes(Shown shown) {
        this.shown = shown;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/statistics", json(Master::statistics)),
                Route.get("/api/v1/history", json(Master::history)),
                Route.get("/api/v1/failures", json(run -> run.statistics().map(Statistics::failures))),
                Route.get("/api/v1/exceptions", json(Master::exceptions)),
                Route.get("/api/v1/csv/requests", csv("requests.csv", run -> run.statistics()
                        .map(Csv::stats))),
                Route.get("/api/v1/csv/failures", csv("failures.csv", run -> run.statistics()
                        .map(Csv::failures))),
                Route.get("/api/v1/csv/exceptions", csv("exceptions.csv", run -> run.exceptions()
                        .map(Csv::exceptions))),
                Route.get("/api/v1/report.html", exchange -> shown.of(
                                run -> run.report().map(HtmlReport::page))
                        .onSuccess(page -> exchange.download("onrush-report.html", "text/html", page))));
    }

    private Route.Handler json(Function<Master, Future<?>> read) {
        return exchange -> shown.of(read).onSuccess(exchange::json);
    }

    private Route.Handler csv(String fileName, Function<Master, Future<String>> read) {
        return exchange -> shown.of(read).onSuccess(text -> exchange.download(fileName, CSV, text));
    }
}
