package dev.onrush.runner.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A frame of the Vert.x TCP event-bus bridge: its length in four bytes (big endian), then a JSON object. One that carries bytes as well
 * has, after its length, a zero byte (which no JSON begins with), the JSON's length in four bytes, the JSON, and the bytes up to its end.
 *
 * @param type send, publish, register, unregister or ping from a client; message, err or pong from a server
 * @param address null for ping and pong
 * @param replyAddress null when no answer is expected
 * @param body null where there is none
 * @param bytes what is no JSON; null where there is none
 */
public record Frame(String type, String address, String replyAddress, JsonObject body, Payload bytes) {
    public static final String SEND = "send";
    public static final String MESSAGE = "message";
    public static final String PING = "ping";
    public static final String PONG = "pong";
    public static final String ERROR = "err";

    private static final byte WITH_BYTES = 0;

    /** What comes before the JSON of a frame with bytes: the mark and the JSON's length. */
    private static final int MARK = 1 + Integer.BYTES;

    /** Without bytes. */
    public Frame(String type, String address, String replyAddress, JsonObject body) {
        this(type, address, replyAddress, body, null);
    }

    /** Expects no answer. */
    public static Frame send(String address, JsonObject body) {
        return new Frame(SEND, address, null, body);
    }

    /** Reads a frame without its length. */
    static Frame decode(byte[] frame) throws ProtocolException {
        if (frame[0] != WITH_BYTES) {
            return decode(Buffer.buffer(frame), null);
        }
        int json = frame.length < MARK ? -1 : ByteBuffer.wrap(frame).getInt(1);
        if (json < 0 || json > frame.length - MARK) {
            throw new ProtocolException("expected JSON within a frame of " + frame.length + " bytes");
        }
        Payload bytes = new Payload(frame, MARK + json, frame.length);
        return decode(Buffer.buffer(Arrays.copyOfRange(frame, MARK, MARK + json)), bytes);
    }

    private static Frame decode(Buffer json, Payload bytes) throws ProtocolException {
        try {
            JsonObject object = json.toJsonObject();
            return new Frame(
                    text(object, "type"),
                    text(object, "address"),
                    text(object, "replyAddress"),
                    object.getJsonObject("body"),
                    bytes);
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
        if (bytes == null) {
            return Buffer.buffer(Integer.BYTES + json.length())
                    .appendInt(json.length())
                    .appendBuffer(json);
        }
        int length = MARK + json.length() + bytes.length();
        return Buffer.buffer(Integer.BYTES + length)
                .appendInt(length)
                .appendByte(WITH_BYTES)
                .appendInt(json.length())
                .appendBuffer(json)
                .appendBytes(bytes.array(), bytes.from(), bytes.length());
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
