package dev.onrush.runner.http;

import dev.onrush.contract.plan.Http2;
import dev.onrush.contract.plan.Tls;
import dev.onrush.runner.loop.PollClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.http.HttpClientInternal;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.net.URI;
import java.util.List;

/**
 * Users over the Vert.x WebClient: cookies per user, redirects followed, responses decompressed, connections kept alive. It sends
 * nothing twice.
 */
public final class WebClientUsers implements HttpUsers {
    /** Never the reason for a wait: a process runs out of file descriptors first. */
    private static final int MAX_CONNECTIONS = 60_000;

    private static final int MAX_HEAD = 64 * 1024;

    private final WebClient client;
    private final TargetUrl target;
    private final CallEnvironment environment;

    /**
     * To be made on the loop that it is used on.
     *
     * @param target the base URL; its path, if any, stands before every path of the plan
     * @param settings shared connections are the most to one address; without, as many as requests need
     */
    public WebClientUsers(Vertx vertx, URI target, ClientSettings settings) {
        WebClientOptions options = new WebClientOptions();
        // Each request brings its own.
        options.setUserAgentEnabled(false);
        options.setTcpNoDelay(true);
        options.setConnectTimeout(10_000);
        options.setDecompressionSupported(true);
        options.setKeepAliveTimeout(0);
        options.setMaxInitialLineLength(MAX_HEAD);
        options.setMaxHeaderSize(MAX_HEAD);
        tls(options, settings.tls());
        settings.http2().ifPresent(http2 -> http2(options, http2));
        int most = settings.sharedConnections().orElse(MAX_CONNECTIONS);
        // The pool multiplies both limits, so that the one of the version that is not used has to be small.
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(settings.http2().isPresent() ? 1 : most)
                .setHttp2MaxSize(settings.http2().isPresent() ? most : 1);
        HttpClientAgent http = vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(Wire::watch)
                .build();
        Deadlines deadlines =
                new Deadlines(System::nanoTime, (millis, ring) -> vertx.setTimer(millis, _ -> ring.run()));
        Hosts hosts = new Hosts(vertx, settings.lookUpEvery());
        Context context = vertx.getOrCreateContext();
        this.environment = new CallEnvironment(
                hosts, new Destination(hosts), deadlines, new Errors(), context, PollClock.of(context));
        this.target = new TargetUrl(target);
        // Streams of one connection, and requests that wait for one, are what the client's own pool is for.
        boolean own = settings.http2().isEmpty() && settings.sharedConnections().isEmpty();
        KeptConnections kept = own ? new KeptConnections((VertxInternal) vertx, http, most) : null;
        this.client = WebClient.wrap(new KeepingClient((HttpClientInternal) http, options, kept), options);
        ((WebClientInternal) client).addInterceptor(WebClientUsers::reached);
    }

    private static void tls(WebClientOptions options, Tls tls) {
        if (tls.insecureSkipVerify()) {
            options.setTrustAll(true);
            options.setVerifyHost(false);
        }
        if (!tls.sessionResumption()) {
            options.setSslEngineOptions(new FullHandshakes(new ClientTls(tls)));
        }
    }

    /** No other version: what was not asked for would be measured. */
    private static void http2(WebClientOptions options, Http2 http2) {
        options.setProtocolVersion(HttpVersion.HTTP_2);
        options.setUseAlpn(true);
        options.setAlpnVersions(List.of(HttpVersion.HTTP_2));
        options.setHttp2ClearTextUpgrade(false);
        options.setHttp2MultiplexingLimit(http2.streamsPerConnection());
    }

    private static void reached(HttpContext<?> context) {
        if (context.request().bodyCodec() instanceof Call call) {
            call.reached(context);
        } else {
            context.next();
        }
    }

    @Override
    public HttpUser newUser() {
        return new WebClientUser(client, target, environment);
    }

    @Override
    public void close() {
        environment.hosts().stop();
        client.close();
    }
}
