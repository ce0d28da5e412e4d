package dev.onrush.api;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** A request on its way to being sent. */
public interface Request {
    /** What it is counted under, so that URLs with ids count as one. */
    Request name(String name);

    /** Sets a header. */
    Request header(String name, String value);

    /** Sends a text as it is, without a content type of its own. */
    Request body(String text);

    /** Sends bytes as they are, without a content type of their own. */
    Request body(byte[] bytes);

    /** Sends a value as {@code application/json}: a map, a list, a record, a text, a number. */
    Request json(Object value);

    /** Sends fields as {@code application/x-www-form-urlencoded}, in the map's order. */
    Request form(Map<String, String> fields);

    /** From when the request is wanted to its last byte; the plan's timeout by default. */
    Request timeout(Duration timeout);

    /** Says more, in passing. */
    default Request with(Consumer<Request> more) {
        more.accept(this);
        return this;
    }

    /** Sends the request and waits for its answer. */
    Response send();

    /**
     * The same, and the plan decides whether it failed, as Locust's {@code catch_response}. It is counted when the answer is closed:
     *
     * <pre>{@code
     * try (CaughtResponse response = client().request("GET", "/cart").catchResponse()) {
     *     if (!response.text().contains("total")) {
     *         response.failure("a cart without a total");
     *     }
     * }
     * }</pre>
     */
    CaughtResponse catchResponse();
}
