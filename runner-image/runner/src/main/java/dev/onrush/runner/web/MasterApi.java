package dev.onrush.runner.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.run.Load;
import dev.onrush.runner.bus.Token;
import dev.onrush.runner.master.Master;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The master over HTTP, for whoever has the run's token ({@code Authorization: Bearer …}). {@code GET /api/v1/summary} and {@code
 * /api/v1/report} read; {@code POST /api/v1/load} changes the users, {@code POST /api/v1/stop} stops them, {@code POST /api/v1/quit} says that the final report was fetched.
 */
public final class MasterApi extends VerticleBase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEARER = "Bearer ";
    private static final int MAX_BODY = 4 * 1024;

    private final Master master;
    private final Token token;
    private final String host;
    private final int port;
    private final Promise<Void> quit = Promise.promise();
    private int boundPort;

    public MasterApi(Master master, Token token, String host, int port) {
        this.master = master;
        this.token = token;
        this.host = host;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host.equals("*") ? "0.0.0.0" : host)
                .setPort(port)
                .setIdleTimeout(60)
                .setMaxHeaderSize(8 * 1024);
        return vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .map(HttpServer::actualPort)
                .onSuccess(bound -> boundPort = bound);
    }

    public int port() {
        return boundPort;
    }

    /** Completes when somebody said that the final report was fetched. */
    public Future<Void> quit() {
        return quit.future();
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/healthz")) {
            request.response().end("ok\n");
            return;
        }
        String authorization = request.getHeader("Authorization");
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !token.matches(authorization.substring(BEARER.length()))) {
            fail(request, 401, "expected Authorization: Bearer and the run's token");
            return;
        }
        switch (request.method().name() + " " + request.path()) {
            case "GET /api/v1/summary" -> answer(request, master.summary());
            case "GET /api/v1/report" -> answer(request, master.report());
            case "POST /api/v1/stop" -> {
                master.requestStop("stopped on request");
                accepted(request);
            }
            case "POST /api/v1/load" ->
                body(request, Load.class, load -> master.changeLoad(load)
                        .onSuccess(_ -> accepted(request))
                        .onFailure(e -> fail(request, 409, e.getMessage())));
            case "POST /api/v1/quit" -> {
                if (master.finished().isComplete()) {
                    // The answer first: the process ends soon after.
                    accepted(request).onComplete(_ -> quit.tryComplete());
                } else {
                    fail(request, 409, "the run has not ended; POST /api/v1/stop stops it");
                }
            }
            default ->
                fail(
                        request,
                        404,
                        "expected GET /api/v1/summary, GET /api/v1/report, POST /api/v1/load, POST /api/v1/stop or POST /api/v1/quit");
        }
    }

    /** Reads a small body as JSON; fields that it does not have are refused. */
    private static <T> void body(HttpServerRequest request, Class<T> type, Consumer<T> use) {
        Buffer collected = Buffer.buffer();
        request.handler(chunk -> {
            if (!request.response().ended() && collected.length() + chunk.length() > MAX_BODY) {
                fail(request, 413, "expected at most " + MAX_BODY + " bytes");
            }
            if (!request.response().ended()) {
                collected.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> {
            if (request.response().ended()) {
                return;
            }
            try {
                use.accept(JSON.readValue(collected.getBytes(), type));
            } catch (IOException e) {
                fail(
                        request,
                        400,
                        "expected JSON: " + e.getMessage().lines().findFirst().orElse(""));
            }
        });
    }

    private static void answer(HttpServerRequest request, Future<? extends Record> result) {
        result.onSuccess(value -> {
                    try {
                        request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(JSON.writeValueAsString(value));
                    } catch (JsonProcessingException e) {
                        fail(request, 500, e.getMessage());
                    }
                })
                .onFailure(e -> fail(request, 500, e.getMessage()));
    }

    private static Future<Void> accepted(HttpServerRequest request) {
        return request.response().setStatusCode(202).end();
    }

    private static void fail(HttpServerRequest request, int status, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain")
                .end(message + "\n");
    }
}
