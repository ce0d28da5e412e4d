package dev.onrush.runner.web;

import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.runner.master.Master;
import dev.onrush.runner.session.Session;
import dev.onrush.runner.session.StartRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;

/** Starting, changing and ending a test. */
final class RunRoutes {
    private final Session session;
    private final Promise<Void> quit;

    RunRoutes(Session session, Promise<Void> quit) {
        this.session = session;
        this.quit = quit;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/session", this::session),
                Route.post("/api/v1/start", this::start),
                Route.post("/api/v1/stop", exchange -> session.stop("stopped on request")
                        .onSuccess(_ -> exchange.accepted())),
                Route.post("/api/v1/load", this::changeLoad),
                Route.post("/api/v1/workers", this::changeWorkers),
                Route.post("/api/v1/reset", exchange -> session.shown()
                        .map(Master::resetStatistics)
                        .orElseGet(Future::succeededFuture)
                        .onSuccess(_ -> exchange.accepted())),
                Route.post("/api/v1/quit", this::quit),
                Route.get("/api/v1/workers", exchange -> session.workers().onSuccess(exchange::json)));
    }

    private Future<?> session(Exchange exchange) {
        return session.view().onSuccess(exchange::json);
    }

    private Future<?> start(Exchange exchange) {
        return exchange.body(StartRequest.class, StartRequest.UNCHANGED)
                .compose(session::start)
                .onSuccess(runId -> exchange.json(Map.of("runId", runId)));
    }

    private Future<?> changeLoad(Exchange exchange) {
        return exchange.body(Load.class, null).compose(session::changeLoad).onSuccess(_ -> exchange.accepted());
    }

    private Future<?> changeWorkers(Exchange exchange) {
        return exchange.body(RunSpec.Workers.class, null)
                .compose(workers -> session.running().compose(master -> master.changeWorkers(workers)))
                .onSuccess(_ -> exchange.accepted());
    }

    private Future<?> quit(Exchange exchange) {
        return session.isBusy().compose(busy -> {
            if (busy) {
                return Future.failedFuture(
                        new RefusedException(409, "the run has not ended; POST /api/v1/stop stops it"));
            }
            // The answer first: the process ends soon after.
            return exchange.accepted().onComplete(_ -> quit.tryComplete());
        });
    }
}
