package dev.onrush.runner.bus;

import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.util.Arrays;

/**
 * Bytes that travel beside a message's JSON: a part of an array that nobody changes any more. On an event bus they are handed on as they are.
 *
 * @param from the first of them in the array
 * @param to after the last
 */
public record Payload(byte[] array, int from, int to) implements Shareable {
    private static final String KEY = "bytes";

    /** The whole array. */
    public static Payload of(byte[] array) {
        return new Payload(array, 0, array.length);
    }

    public int length() {
        return to - from;
    }

    /** Puts it into a message for the event bus. Whatever the sender's JSON had there is overwritten. */
    static JsonObject put(JsonObject body, Payload payload) {
        return (body == null ? new JsonObject() : body).put(KEY, payload);
    }

    /** Takes it out of a message of the event bus; null when its frame had no bytes. */
    public static Payload take(JsonObject body) {
        return body != null && body.remove(KEY) instanceof Payload payload ? payload : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload
                && Arrays.equals(array, from, to, payload.array, payload.from, payload.to);
    }

    @Override
    public int hashCode() {
        return length();
    }

    @Override
    public String toString() {
        return length() + " bytes";
    }
}
