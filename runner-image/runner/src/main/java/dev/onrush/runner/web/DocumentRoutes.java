package dev.onrush.runner.web;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The API's own description. */
final class DocumentRoutes {
    private static final String OPENAPI = "openapi.json";

    private DocumentRoutes() {}

    static List<Route> routes() {
        String document = openApi();
        return List.of(Route.get("/api/v1/openapi.json", exchange -> {
            exchange.text("application/json", document);
            return Future.succeededFuture();
        }));
    }

    static String openApi() {
        try (InputStream in = DocumentRoutes.class.getResourceAsStream(OPENAPI)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
