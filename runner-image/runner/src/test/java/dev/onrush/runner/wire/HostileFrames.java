package dev.onrush.runner.wire;

import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.FrameDecoder;
import dev.onrush.runner.bus.Payload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Frames that nobody honest sends. */
final class HostileFrames {
    private static final List<String> ADDRESSES = List.of(
            Addresses.READY, Addresses.HEARTBEAT, Addresses.REPORT, Addresses.PLAN, Addresses.WAITING, Addresses.LOGS);

    private static final List<String> FIELDS = List.of(
            "sequence", "last", "data", "users", "started", "reserve", "cpu", "loopDelayMicros", "offset", "token");

    private final RandomGenerator random;

    HostileFrames(RandomGenerator random) {
        this.random = random;
    }

    /** What somebody without the token sends: bytes that need not even be a frame. */
    byte[] ofAStranger() {
        return switch (random.nextInt(10)) {
            case 0 -> noise(1 + random.nextInt(2_000));
            case 1 -> lengthThen(1 + random.nextInt(FrameDecoder.UNAUTHENTICATED_LIMIT), noise(10));
            case 2 -> lengthThen(FrameDecoder.UNAUTHENTICATED_LIMIT + 1 + random.nextInt(1 << 30), noise(10));
            case 3 -> lengthThen(-1 - random.nextInt(1 << 30), noise(10));
            case 4 -> framed("[".repeat(1 + random.nextInt(4_000)));
            case 5 -> framed("{\"a\":".repeat(1 + random.nextInt(800)));
            case 6 -> register(Long.toHexString(random.nextLong()).repeat(2));
            case 7 -> framed("{\"type\":" + value(0) + ",\"address\":" + value(0) + ",\"body\":" + value(1) + "}");
            case 8 -> withBytes(Addresses.REGISTER);
            default -> framed(new String(noise(200), StandardCharsets.ISO_8859_1));
        };
    }

    /** What somebody with the token but without sense sends: frames that the master has to look at. */
    byte[] ofAnInsider() {
        if (random.nextInt(10) == 0) {
            return new Frame(Frame.PING, null, null, null).encode().getBytes();
        }
        if (random.nextInt(4) == 0) {
            return withBytes(Addresses.REPORT);
        }
        JsonObject body = new JsonObject();
        for (int i = random.nextInt(5); i > 0; i--) {
            body.put(FIELDS.get(random.nextInt(FIELDS.size())), value(2));
        }
        String reply = random.nextBoolean() ? null : "reply." + random.nextInt();
        return new Frame(Frame.SEND, ADDRESSES.get(random.nextInt(ADDRESSES.size())), reply, body)
                .encode()
                .getBytes();
    }

    private byte[] withBytes(String address) {
        JsonObject body = new JsonObject().put("sequence", random.nextInt(3)).put("last", random.nextBoolean());
        if (random.nextBoolean()) {
            body.put("more", random.nextBoolean()).put("bytes", value(1));
        }
        Payload bytes = Payload.of(noise(random.nextInt(300)));
        return new Frame(Frame.SEND, address, "r", body, bytes).encode().getBytes();
    }

    private static byte[] register(String token) {
        JsonObject body =
                new JsonObject().put("token", token).put("worker", "w").put("planHash", "h");
        return new Frame(Frame.SEND, Addresses.REGISTER, "r", body).encode().getBytes();
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> random.nextLong();
            case 1 -> -random.nextInt(1_000);
            case 2 -> random.nextDouble() * 1e300;
            case 3 -> random.nextBoolean();
            case 4 -> "\"" + Integer.toHexString(random.nextInt()) + "\"";
            case 5 -> Long.MAX_VALUE;
            case 6 -> "\"AAAA\"";
            case 7 -> new JsonObject().put("x", value(depth - 1));
            default -> deep(random.nextInt(200));
        };
    }

    private static JsonArray deep(int levels) {
        JsonArray array = new JsonArray();
        for (int i = 0; i < levels; i++) {
            array = new JsonArray().add(array);
        }
        return array;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] framed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return lengthThen(bytes.length, bytes);
    }

    private static byte[] lengthThen(int length, byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(length)
                .put(bytes)
                .array();
    }
}
