package dev.onrush.api;

import java.time.Duration;

/** An answer, or that there was none. */
public interface Response {
    /** The status code; 0 where there was no whole answer. */
    int status();

    /** True for a status from 200 to 399. */
    default boolean isOk() {
        return status() >= 200 && status() < 400;
    }

    /** Why there was no whole answer, such as {@code timeout}; null where there was one. */
    String error();

    /** A header's value, whatever its case; null where it is absent. */
    String header(String name);

    /** The body as text in UTF-8; empty where there is none. */
    String text();

    /** The body; empty where there is none. */
    byte[] bytes();

    /**
     * A value in a body that is JSON.
     *
     * @param pointer a JSON pointer (RFC 6901), such as {@code /items/0/id}
     * @return a text as it is, anything else as JSON; null where there is no such value, or the body is no JSON
     */
    String json(String pointer);

    /**
     * The body, read as JSON.
     *
     * @param type a record, {@code Map.class}, an array's class, …
     * @throws IllegalStateException when the body is not like that
     */
    <T> T json(Class<T> type);

    /** From when the request was wanted to its last byte. */
    Duration time();
}
