package dev.onrush.runner.wire;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** A shop that answers at once, or keeps everybody waiting. */
final class StallingTarget implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> waiting = new ArrayList<>();
    private final HttpServer server;
    private boolean stalled;

    StallingTarget() {
        server = vertx.createHttpServer().requestHandler(this::handle);
        server.listen(0, "127.0.0.1").await();
    }

    int port() {
        return server.actualPort();
    }

    private synchronized void handle(HttpServerRequest request) {
        if (stalled) {
            waiting.add(request);
        } else {
            answer(request);
        }
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .setStatusCode(request.path().equals("/cart") ? 201 : 200)
                .end("{\"token\": \"x\"}");
    }

    synchronized void stall() {
        stalled = true;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized void goOn() {
        stalled = false;
        waiting.forEach(StallingTarget::answer);
        waiting.clear();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
