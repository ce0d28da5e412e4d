package dev.onrush.runner.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int LIMIT = 200;
    private static final Frame PING = new Frame(Frame.PING, null, null, null);
    private static final Frame FULL = new Frame(
            Frame.SEND,
            "onrush.heartbeat",
            "reply.1",
            new JsonObject().put("text", "中😀").put("n", 1));

    private static final Frame BINARY = new Frame(
            Frame.SEND, "onrush.report", "reply.2", new JsonObject().put("sequence", 1), Payload.of(new byte[] {
                0, -1, '{', 5
            }));

    private static Buffer stream(Frame... frames) {
        Buffer stream = Buffer.buffer();
        List.of(frames).forEach(frame -> stream.appendBuffer(frame.encode()));
        return stream;
    }

    @Test
    void aFrameIsReadAsItWasWritten() throws ProtocolException {
        for (Frame frame : List.of(PING, FULL, BINARY, Frame.send("a", null))) {
            assertEquals(List.of(frame), new FrameDecoder(LIMIT).feed(frame.encode()));
        }
    }

    @Test
    void framesAreWholeWhereverTheirBytesAreSplit() throws ProtocolException {
        Buffer stream = stream(FULL, PING, BINARY, FULL);
        for (int first = 0; first <= stream.length(); first++) {
            for (int second = first; second <= stream.length(); second += 7) {
                FrameDecoder decoder = new FrameDecoder(LIMIT);
                List<Frame> frames = new ArrayList<>(decoder.feed(stream.getBuffer(0, first)));
                frames.addAll(decoder.feed(stream.getBuffer(first, second)));
                frames.addAll(decoder.feed(stream.getBuffer(second, stream.length())));
                assertEquals(List.of(FULL, PING, BINARY, FULL), frames);
            }
        }
    }

    @Test
    void bytesMayComeOneByOne() throws ProtocolException {
        Buffer stream = stream(FULL, BINARY, PING);
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < stream.length(); i++) {
            frames.addAll(decoder.feed(stream.getBuffer(i, i + 1)));
        }
        assertEquals(List.of(FULL, BINARY, PING), frames);
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0, 1})
    void aFrameOfAnotherLengthIsRefusedBeforeItsBodyArrives(int length) {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        ProtocolException refused = assertThrows(
                ProtocolException.class, () -> decoder.feed(Buffer.buffer().appendInt(length)));
        assertTrue(refused.getMessage().startsWith("expected a frame of 2 to 200 bytes"), refused::getMessage);
    }

    @Test
    void theLimitCanBeRaised() throws ProtocolException {
        Frame longer = Frame.send("a", new JsonObject().put("text", "x".repeat(2 * LIMIT)));
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        decoder.feed(PING.encode());
        decoder.limit(3 * LIMIT);
        assertEquals(List.of(longer), decoder.feed(longer.encode()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "12",
                "\"\"",
                "{} ]",
                "{",
                "nope",
                "{\"type\": 5}",
                "{\"address\": {}}",
                "{\"body\": []}",
                "{\"body\": \"text\"}",
                "{\"type\": [null]}",
                "\u0000\u0000"
            })
    void whatIsNoFrameIsRefused(String json) {
        Buffer body = Buffer.buffer(json);
        Buffer frame = Buffer.buffer().appendInt(body.length()).appendBuffer(body);
        assertThrows(ProtocolException.class, () -> new FrameDecoder(LIMIT).feed(frame));
    }

    @Test
    void bytesMayBeNoneAndNeedNotBeAWholeArray() throws ProtocolException {
        byte[] array = {1, 2, 3, 4};
        for (int from = 0; from <= array.length; from++) {
            for (int to = from; to <= array.length; to++) {
                Frame frame = new Frame(Frame.SEND, "a", null, null, new Payload(array, from, to));
                Frame read = new FrameDecoder(LIMIT).feed(frame.encode()).getFirst();
                assertEquals(frame, read);
                assertEquals(to - from, read.bytes().length());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 0, 1, 14, 16, 17, Integer.MAX_VALUE})
    void aFrameWithBytesWhoseJsonHasAnotherLengthIsRefused(int length) {
        Buffer frame = Buffer.buffer()
                .appendInt(5 + 15)
                .appendByte((byte) 0)
                .appendInt(length)
                .appendString("{\"type\":\"send\"".substring(0, 14) + "}");
        assertThrows(ProtocolException.class, () -> new FrameDecoder(LIMIT).feed(frame));
    }

    @Test
    void deepNestingIsRefused() {
        Buffer body = Buffer.buffer("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
        Buffer frame = Buffer.buffer().appendInt(body.length()).appendBuffer(body);
        assertThrows(ProtocolException.class, () -> new FrameDecoder(FrameDecoder.LIMIT).feed(frame));
    }

    @Test
    void whateverArrivesAtMostTheLimitAndOneReadAreHeld() {
        Random random = new Random(7);
        int refused = 0;
        for (int run = 0; run < 2_000; run++) {
            FrameDecoder decoder = new FrameDecoder(LIMIT);
            byte[] bytes = hostile(random);
            int held = 0;
            try {
                for (int from = 0; from < bytes.length; ) {
                    int read = Math.min(bytes.length - from, 1 + random.nextInt(64));
                    List<Frame> frames = decoder.feed(Buffer.buffer().appendBytes(bytes, from, read));
                    held += read
                            - frames.stream().mapToInt(f -> f.encode().length()).sum();
                    from += read;
                    assertTrue(held <= LIMIT + Integer.BYTES + read, "holds " + held);
                }
            } catch (ProtocolException _) {
                refused++;
            }
        }
        assertTrue(refused > 500 && refused < 2_000, "refused " + refused);
    }

    /** Good frames, of which most streams have some bytes changed. */
    private static byte[] hostile(Random random) {
        Buffer stream = Buffer.buffer();
        for (int n = random.nextInt(6); n >= 0; n--) {
            stream.appendBuffer(
                    List.of(FULL, PING, BINARY).get(random.nextInt(3)).encode());
        }
        byte[] bytes = stream.getBytes();
        for (int n = random.nextInt(3); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
