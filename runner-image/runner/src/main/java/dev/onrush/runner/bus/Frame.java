package dev.onrush.runner.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * A frame of the Vert.x TCP event-bus bridge: its length in four bytes (big endian), then a JSON object.
 *
 * @param type send, publish, register, unregister or ping from a client; message, err or pong from a server
 * @param address null for ping and pong
 * @param replyAddress null when no answer is expected
 * @param body null where there is none
 */
public record Frame(String type, String address, String replyAddress, JsonObject body) {
    public static final String SEND = "send";
    public static final String MESSAGE = "message";
    public static final String PING = "ping";
    public static final String PONG = "pong";
    public static final String ERROR = "err";

    /** Expects no answer. */
    public static Frame send(String address, JsonObject body) {
        return new Frame(SEND, address, null, body);
    }

    /** Reads the JSON of a frame. */
    static Frame decode(Buffer json) throws ProtocolException {
        try {
            JsonObject object = json.toJsonObject();
            return new Frame(
                    text(object, "type"),
                    text(object, "address"),
                    text(object, "replyAddress"),
                    object.getJsonObject("body"));
        } catch (DecodeException | ClassCastException e) {
            throw new ProtocolException("expected a frame as a JSON object with type, address, replyAddress and body");
        }
    }

    /** The whole frame, with its length. */
    public Buffer encode() {
        JsonObject object = new JsonObject().put("type", type);
        putIfPresent(object, "address", address);
        putIfPresent(object, "replyAddress", replyAddress);
        putIfPresent(object, "body", body);
        Buffer json = object.toBuffer();
        return Buffer.buffer(json.length() + Integer.BYTES)
                .appendInt(json.length())
                .appendBuffer(json);
    }

    private static String text(JsonObject object, String key) {
        return (String) object.getValue(key);
    }

    private static void putIfPresent(JsonObject object, String key, Object value) {
        if (value != null) {
            object.put(key, value);
        }
    }
}
