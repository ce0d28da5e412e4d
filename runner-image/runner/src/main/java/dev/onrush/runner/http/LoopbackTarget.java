package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server on loopback that gives every request the same answer at little cost, for a process to practise on. */
public final class LoopbackTarget {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final String BODY =
            "{\"id\": 17, \"token\": \"0123456789abcdef\", \"items\": [{\"id\": 1, \"price\": 117.50}]}";
    private static final Buffer ANSWER =
            Buffer.buffer(("HTTP/1.1 200 OK\r\nServer: Onrush\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.US_ASCII));

    private final NetServer server;

    private LoopbackTarget(NetServer server) {
        this.server = server;
    }

    public static Future<LoopbackTarget> listen(Vertx vertx) {
        return vertx.createNetServer()
                .connectHandler(LoopbackTarget::serve)
                .listen(0, "127.0.0.1")
                .map(LoopbackTarget::new);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public Future<Void> close() {
        return server.close();
    }

    /** Its own clients send one request at a time: whatever ends a head, in this packet or by it, is one. */
    private static void serve(NetSocket socket) {
        int[] matched = {0};
        socket.exceptionHandler(_ -> {});
        socket.handler(bytes -> {
            for (int i = 0; i < bytes.length(); i++) {
                matched[0] =
                        bytes.getByte(i) == END_OF_HEAD[matched[0]] ? matched[0] + 1 : bytes.getByte(i) == '\r' ? 1 : 0;
                if (matched[0] == END_OF_HEAD.length) {
                    matched[0] = 0;
                    socket.write(ANSWER);
                }
            }
        });
    }
}
