package dev.onrush.runner.sample;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A shop: {@code GET /products}, {@code GET /products/{id}}, {@code POST /login}, {@code POST /cart} with the login's token. {@code
 * GET /stats} tells how many requests it answered, itself and {@code /healthz} left out.
 */
public final class SampleTarget extends VerticleBase {
    private static final int PRODUCTS = 100;

    private final String host;
    private final int port;
    private final AtomicLong requests = new AtomicLong();
    private int boundPort;

    /** @param port 0 for any that is free */
    public SampleTarget(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(port, host)
                .map(HttpServer::actualPort)
                .onSuccess(bound -> boundPort = bound);
    }

    public int port() {
        return boundPort;
    }

    /** Requests answered so far, without those to {@code /stats} and {@code /healthz}. */
    public long requests() {
        return requests.get();
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/healthz" -> request.response().end("ok\n");
            case "/stats" -> json(request, 200, new JsonObject().put("requests", requests.get()));
            default ->
                request.body().onSuccess(body -> {
                    requests.incrementAndGet();
                    shop(request, body.length() == 0 ? "{}" : body.toString());
                });
        }
    }

    private static void shop(HttpServerRequest request, String body) {
        String path = request.path();
        boolean post = request.method().equals(HttpMethod.POST);
        if (path.equals("/products")) {
            json(request, 200, products());
        } else if (path.startsWith("/products/")) {
            product(request, path.substring("/products/".length()));
        } else if (post && path.equals("/login")) {
            login(request, body);
        } else if (post && path.equals("/cart")) {
            boolean known = String.valueOf(request.getHeader("Authorization")).startsWith("Bearer session-");
            json(request, known ? 201 : 401, new JsonObject().put("accepted", known));
        } else {
            json(request, 404, new JsonObject().put("error", "no such page"));
        }
    }

    private static void login(HttpServerRequest request, String body) {
        try {
            String user = new JsonObject(body).getString("user");
            json(request, user == null ? 400 : 200, new JsonObject().put("token", "session-" + user));
        } catch (DecodeException | ClassCastException e) {
            json(request, 400, new JsonObject().put("error", "expected JSON with a user"));
        }
    }

    private static void product(HttpServerRequest request, String id) {
        boolean known = id.matches("\\d{1,3}") && Integer.parseInt(id) >= 1 && Integer.parseInt(id) <= PRODUCTS;
        json(
                request,
                known ? 200 : 404,
                known ? product(Integer.parseInt(id)) : new JsonObject().put("error", "no such product"));
    }

    private static JsonObject products() {
        JsonArray items = new JsonArray();
        for (int id = 1; id <= 10; id++) {
            items.add(product(id));
        }
        return new JsonObject().put("items", items);
    }

    private static JsonObject product(int id) {
        return new JsonObject().put("id", id).put("name", "Product " + id).put("price", 100 + id);
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
