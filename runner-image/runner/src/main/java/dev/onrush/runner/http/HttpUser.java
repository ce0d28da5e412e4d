package dev.onrush.runner.http;

import io.vertx.core.Future;

/** One user's way to the target: it keeps its cookies. */
public interface HttpUser {
    /** Sends a request; the future fails with {@link RequestFailedException} when there was no whole answer. */
    Future<Response> send(RenderedRequest request);

    /** Gives up a request in flight, and closes the connections that are the user's own. */
    default void close() {}

    /** There was no whole answer; the message is one of few and fixed names. */
    final class RequestFailedException extends Exception {
        public RequestFailedException(String name) {
            super(name, null, false, false);
        }
    }
}
