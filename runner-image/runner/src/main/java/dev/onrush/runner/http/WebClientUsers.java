package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.WebClientSession;
import java.net.URI;
import java.util.OptionalInt;

/** Users over the Vert.x WebClient: cookies per user, redirects followed, responses decompressed, connections kept alive. */
public final class WebClientUsers implements HttpUsers {
    /** Never the reason for a wait: a process runs out of file descriptors first. */
    private static final int MAX_CONNECTIONS = 60_000;

    private final WebClient client;
    private final String base;

    /**
     * @param target the base URL; its path, if any, stands before every path of the plan
     * @param sharedConnections the most connections to one origin; empty for as many as requests need
     */
    public WebClientUsers(Vertx vertx, URI target, OptionalInt sharedConnections) {
        WebClientOptions options = new WebClientOptions();
        options.setUserAgent("Onrush");
        options.setTcpNoDelay(true);
        options.setConnectTimeout(10_000);
        options.setDecompressionSupported(true);
        options.setKeepAliveTimeout(0);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(sharedConnections.orElse(MAX_CONNECTIONS));
        this.client = WebClient.create(vertx, options, pool);
        String text = target.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public HttpUser newUser() {
        WebClientSession session = WebClientSession.create(client);
        return request -> send(session, request);
    }

    @Override
    public void close() {
        client.close();
    }

    private Future<Response> send(WebClientSession session, RenderedRequest request) {
        try {
            String url = request.url().startsWith("/") ? base + request.url() : request.url();
            HttpRequest<Buffer> http = session.requestAbs(
                            HttpMethod.valueOf(request.method().name()), url)
                    .timeout(request.timeout().toMillis());
            request.headers().forEach(http::putHeader);
            Future<HttpResponse<Buffer>> answer =
                    request.body() == null ? http.send() : http.sendBuffer(request.body());
            return answer.map(WebClientUsers::response)
                    .recover(e -> Future.failedFuture(new HttpUser.RequestFailedException(Errors.name(e))));
        } catch (RuntimeException e) {
            return Future.failedFuture(new HttpUser.RequestFailedException("cannot be sent: " + e.getMessage()));
        }
    }

    private static Response response(HttpResponse<Buffer> response) {
        Buffer body = response.body() == null ? Buffer.buffer() : response.body();
        return new Response(response.statusCode(), response::getHeader, body);
    }
}
