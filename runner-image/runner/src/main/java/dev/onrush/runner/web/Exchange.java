package dev.onrush.runner.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request and its answer. */
final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MAX_BODY = 64 * 1024;

    private final HttpServerRequest request;

    Exchange(HttpServerRequest request) {
        this.request = request;
    }

    /** Reads a small body as JSON; fields that it does not have are refused. An empty body reads as {@code whenEmpty}. */
    <T> Future<T> body(Class<T> type, T whenEmpty) {
        Promise<T> promise = Promise.promise();
        Buffer collected = Buffer.buffer();
        request.handler(chunk -> {
            if (collected.length() + chunk.length() > MAX_BODY) {
                promise.tryFail(new RefusedException(413, "expected at most " + MAX_BODY + " bytes"));
            } else {
                collected.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(_ -> {
            if (promise.future().isComplete()) {
                return;
            }
            if (collected.length() == 0 && whenEmpty != null) {
                promise.complete(whenEmpty);
                return;
            }
            try {
                T value = JSON.readValue(collected.getBytes(), type);
                if (value == null) {
                    throw new IOException("found null");
                }
                promise.complete(value);
            } catch (IOException e) {
                String first = e.getMessage().lines().findFirst().orElse("");
                promise.fail(new RefusedException(400, "expected JSON: " + first));
            }
        });
        return promise.future();
    }

    /** The value of a query parameter; null when it is not there. */
    String parameter(String name) {
        return request.getParam(name);
    }

    Future<Void> accepted() {
        return request.response().setStatusCode(202).end();
    }

    void json(Object value) {
        try {
            send(200, "application/json", JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            fail(500, e.getMessage());
        }
    }

    void download(String fileName, String contentType, String text) {
        request.response().putHeader("Content-Disposition", "attachment; filename=\"" + fileName + '"');
        send(200, contentType, text);
    }

    void text(String contentType, String text) {
        send(200, contentType, text);
    }

    /** An answer as RFC 9457 has it. */
    void fail(int status, String message) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("status", status);
        problem.put("detail", message);
        try {
            send(status, "application/problem+json", JSON.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a number and a text are always JSON", e);
        }
    }

    private void send(int status, String contentType, String text) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", contentType)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(text);
        }
    }
}
