package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

/** Finds a connection for each request of the full client. Used on one loop. */
interface Connections {
    /** A request that is ready to be sent. @param options with host, port and server */
    Future<HttpClientRequest> request(RequestOptions options);
}
