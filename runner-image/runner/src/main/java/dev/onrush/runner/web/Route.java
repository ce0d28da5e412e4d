package dev.onrush.runner.web;

import io.vertx.core.Future;

/**
 * One thing that can be asked for.
 *
 * @param handler answers the exchange, or fails with the reason why not
 */
record Route(String method, String path, Handler handler) {
    @FunctionalInterface
    interface Handler {
        Future<?> handle(Exchange exchange);
    }

    static Route get(String path, Handler handler) {
        return new Route("GET", path, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route("POST", path, handler);
    }
}
