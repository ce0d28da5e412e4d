package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.http.HttpClientInternal;
import io.vertx.core.internal.http.HttpClientTransport;
import io.vertx.core.internal.net.endpoint.EndpointResolverInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.spi.metrics.Metrics;
import java.time.Duration;
import java.util.function.Function;

/** The Vert.x client for the web client above it, which finds its connections by a shorter way, and its options without copying them. */
final class KeepingClient implements HttpClientInternal {
    private final HttpClientInternal client;
    private final HttpClientOptions options;
    private final KeptConnections connections;

    /** @param connections null for those of the client's own pool */
    KeepingClient(HttpClientInternal client, HttpClientOptions options, KeptConnections connections) {
        this.client = client;
        this.options = options;
        this.connections = connections;
    }

    @Override
    public Future<HttpClientRequest> request(RequestOptions request) {
        return connections == null ? client.request(request) : connections.request(request);
    }

    /** Asked for at each answer. */
    @Override
    @SuppressWarnings("removal")
    public HttpClientOptions options() {
        return options;
    }

    @Override
    public HttpClientConfig config() {
        return client.config();
    }

    @Override
    public Future<HttpClientConnection> connect(HttpConnectOptions connect) {
        return client.connect(connect);
    }

    @Override
    public Future<Boolean> updateSSLOptions(ClientSSLOptions tls, boolean force) {
        return client.updateSSLOptions(tls, force);
    }

    @Override
    public VertxInternal vertx() {
        return client.vertx();
    }

    @Override
    public Function<HttpClientResponse, Future<RequestOptions>> redirectHandler() {
        return client.redirectHandler();
    }

    @Override
    public HttpClientTransport tcpTransport() {
        return client.tcpTransport();
    }

    @Override
    public HttpClientTransport quicTransport() {
        return client.quicTransport();
    }

    @Override
    public HttpClientInternal exceptionHandler(Handler<Throwable> handler) {
        client.exceptionHandler(handler);
        return this;
    }

    @Override
    public EndpointResolverInternal originResolver() {
        return client.originResolver();
    }

    @Override
    public EndpointResolverInternal resolver() {
        return client.resolver();
    }

    @Override
    public Future<Void> closeFuture() {
        return client.closeFuture();
    }

    @Override
    public Future<Void> shutdown(Duration timeout) {
        return client.shutdown(timeout);
    }

    @Override
    public boolean isMetricsEnabled() {
        return client.isMetricsEnabled();
    }

    @Override
    public Metrics getMetrics() {
        return client.getMetrics();
    }
}
