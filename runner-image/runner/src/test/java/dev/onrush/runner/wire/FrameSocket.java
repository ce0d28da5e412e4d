package dev.onrush.runner.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.runner.bus.Frame;
import dev.onrush.runner.bus.FrameDecoder;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** Somebody who speaks frames, one after the other. */
final class FrameSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    FrameSocket(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends a frame that wants an answer. */
    void send(String address, JsonObject body) throws IOException {
        send(address, body, null);
    }

    /** The same with bytes beside its JSON. */
    void send(String address, JsonObject body, Payload bytes) throws IOException {
        socket.getOutputStream()
                .write(new Frame(Frame.SEND, address, "reply", body, bytes)
                        .encode()
                        .getBytes());
    }

    /** Fails by the timeout when the other side does not close. */
    void assertClosed() throws IOException {
        assertEquals(-1, in.read());
    }

    Frame receive() throws IOException, ProtocolException {
        int length = in.readInt();
        Buffer whole = Buffer.buffer().appendInt(length).appendBytes(in.readNBytes(length));
        return new FrameDecoder(FrameDecoder.LIMIT).feed(whole).getFirst();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
