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

    /** With so many of its frames unanswered, no more are read from a connection: others wait for their turn, too. */
    private static final int MOST_IN_HAND = 64;

    private final NetSocket socket;
    private final FrameDecoder decoder;
    private final Receiver receiver;
    private final Complaints complaints;
    private int inHand;

    /** What takes the frames; an exception closes the connection. */
    @FunctionalInterface
    interface Receiver {
        void accept(Connection from, Frame frame) throws ProtocolException;
    }

    Connection(NetSocket socket, int frameLimit, Complaints complaints, Receiver receiver) {
        this.socket = socket;
        this.decoder = new FrameDecoder(frameLimit);
        this.receiver = receiver;
        this.complaints = complaints;
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
            complaints.warn("{} does not read what it is sent: disconnected", peer());
            close();
            return;
        }
        socket.write(frame.encode());
    }

    /** A frame of this connection was handed on and will be answered. */
    void handedOn() {
        if (++inHand == MOST_IN_HAND) {
            socket.pause();
        }
    }

    /** One that was handed on has its answer. */
    void answered() {
        if (inHand-- == MOST_IN_HAND) {
            socket.resume();
        }
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
            complaints.warn("{}: {}: disconnected", peer(), e.getMessage());
            close();
        }
    }
}
