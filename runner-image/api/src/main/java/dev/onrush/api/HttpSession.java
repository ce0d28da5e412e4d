package dev.onrush.api;

import java.util.function.Consumer;

/**
 * One user's HTTP client. A request is sent at once, the user's thread waits for its answer, and it is counted: as a failure when
 * there was no whole answer or its status is 400 or more. No failure is an exception; {@link Response#status} is 0 where there was
 * no answer.
 *
 * <p>A URL is a path below the run's target, or absolute. A request is counted under its URL unless it has a
 * {@linkplain Request#name name}; URLs that hold ids need one.
 */
public interface HttpSession {
    /** GET. */
    default Response get(String url) {
        return request("GET", url).send();
    }

    /** GET with more to say, such as {@code request -> request.name("/products/[id]")}. */
    default Response get(String url, Consumer<Request> more) {
        return request("GET", url).with(more).send();
    }

    /** HEAD. */
    default Response head(String url) {
        return request("HEAD", url).send();
    }

    /** OPTIONS. */
    default Response options(String url) {
        return request("OPTIONS", url).send();
    }

    /** DELETE. */
    default Response delete(String url) {
        return request("DELETE", url).send();
    }

    /** DELETE with more to say. */
    default Response delete(String url, Consumer<Request> more) {
        return request("DELETE", url).with(more).send();
    }

    /** POST with what is said, such as {@code request -> request.json(Map.of("product", 7))}. */
    default Response post(String url, Consumer<Request> more) {
        return request("POST", url).with(more).send();
    }

    /** PUT with what is said. */
    default Response put(String url, Consumer<Request> more) {
        return request("PUT", url).with(more).send();
    }

    /** PATCH with what is said. */
    default Response patch(String url, Consumer<Request> more) {
        return request("PATCH", url).with(more).send();
    }

    /**
     * A request that is not sent yet: {@link Request#send} and {@link Request#catchResponse} do that.
     *
     * @param method GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS
     */
    Request request(String method, String url);
}
