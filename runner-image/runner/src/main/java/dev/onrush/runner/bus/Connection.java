package dev.onrush.runner.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection that carries frames. What the other side does not read in time is not piled up: it is disconnected. */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int WRITE_QUEUE_BYTES = 8 * 1024 * 1024;

    private final NetSocket socket;
    private final FrameDecoder decoder;
    private final Receiver receiver;

    /** What takes the frames; an exception closes the connection. */
    @FunctionalInterface
    interface Receiver {
        void accept(Connection from, Frame frame) throws ProtocolException;
    }

    Connection(NetSocket socket, int frameLimit, Receiver receiver) {
        this.socket = socket;
        this.decoder = new FrameDecoder(frameLimit);
        this.receiver = receiver;
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.exceptionHandler(e -> LOG.debug("{}: {}", peer(), e.toString()));
        socket.handler(this::received);
    }

    String peer() {
        return String.valueOf(socket.remoteAddress());
    }

    void frameLimit(int bytes) {
        decoder.limit(bytes);
    }

    void send(Frame frame) {
        if (socket.writeQueueFull()) {
            LOG.warn("{} does not read what it is sent: disconnected", peer());
            close();
            return;
        }
        socket.write(frame.encode());
    }

    void close() {
        // What is still on its way in is from a peer that we no longer listen to.
        socket.handler(ignored -> {});
        socket.close();
    }

    private void received(Buffer buffer) {
        try {
            List<Frame> frames = decoder.feed(buffer);
            for (Frame frame : frames) {
                receiver.accept(this, frame);
            }
        } catch (ProtocolException e) {
            LOG.warn("{}: {}: disconnected", peer(), e.getMessage());
            close();
        }
    }
}
