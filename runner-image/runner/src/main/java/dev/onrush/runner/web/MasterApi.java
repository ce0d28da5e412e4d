package dev.onrush.runner.web;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.runner.bus.TlsIdentity;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.log.LogLines;
import dev.onrush.runner.session.ConflictException;
import dev.onrush.runner.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master over HTTP, for whoever has the run's token ({@code Authorization: Bearer …}). GET reads and changes nothing; POST
 * changes. What there is is in {@code /api/v1/openapi.json}.
 */
public final class MasterApi extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(MasterApi.class);
    private static final String BEARER = "Bearer ";

    private final Token token;
    private final String host;
    private final int port;
    private final Promise<Void> quit = Promise.promise();
    private final Routes routes;
    private final Optional<TlsIdentity> tls;
    private int boundPort;

    /** Without TLS. @param log of this program */
    public MasterApi(Session session, LogLines log, Token token, String host, int port) {
        this(session, log, token, host, port, Optional.empty());
    }

    /**
     * @param log of this program
     * @param tls the certificate to show; empty for plain HTTP
     */
    public MasterApi(Session session, LogLines log, Token token, String host, int port, Optional<TlsIdentity> tls) {
        this.tls = tls;
        this.token = token;
        this.host = host;
        this.port = port;
        List<Route> all = new ArrayList<>();
        all.addAll(new RunRoutes(session, quit).routes());
        Shown shown = new Shown(session);
        all.addAll(new ReportRoutes(shown).routes());
        all.addAll(new StatisticsRoutes(shown).routes());
        all.addAll(new ProgramRoutes(session, log).routes());
        all.addAll(DocumentRoutes.routes());
        this.routes = new Routes(all);
    }

    @Override
    public Future<?> start() throws IOException {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host.equals("*") ? "0.0.0.0" : host)
                .setPort(port)
                .setIdleTimeout(60)
                // Clients that would rather speak HTTP/2 ask for it in their first request: one thing more that can go
                // wrong, for nothing.
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(8 * 1024);
        if (tls.isPresent()) {
            tls.get().secure(options);
        }
        return vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .map(HttpServer::actualPort)
                .onSuccess(bound -> boundPort = bound);
    }

    public int port() {
        return boundPort;
    }

    /** Completes when somebody said that the final report was fetched, or that the program may end. */
    public Future<Void> quit() {
        return quit.future();
    }

    Routes routes() {
        return routes;
    }

    private void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request);
        if (request.path().equals("/healthz")) {
            exchange.text("text/plain", "ok\n");
            return;
        }
        String authorization = request.getHeader("Authorization");
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !token.matches(authorization.substring(BEARER.length()))) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            exchange.fail(401, "expected Authorization: Bearer and the run's token");
            return;
        }
        Optional<Route> route = routes.find(request.method().name(), request.path());
        List<String> methods = routes.methods(request.path());
        if (route.isPresent()) {
            route.get().handler().handle(exchange).onFailure(e -> refuse(exchange, e));
        } else if (methods.isEmpty()) {
            exchange.fail(404, "expected one of: " + String.join(", ", routes.all()));
        } else {
            request.response().putHeader("Allow", String.join(", ", methods));
            exchange.fail(405, "expected " + String.join(" or ", methods));
        }
    }

    private static void refuse(Exchange exchange, Throwable e) {
        switch (e) {
            case RefusedException refused -> exchange.fail(refused.status(), refused.getMessage());
            case ConflictException conflict -> exchange.fail(409, conflict.getMessage());
            case InvalidInputException invalid -> exchange.fail(422, invalid.getMessage());
            default -> {
                LOG.error("a request failed", e);
                exchange.fail(500, "the master failed to answer; its log says more");
            }
        }
    }
}
