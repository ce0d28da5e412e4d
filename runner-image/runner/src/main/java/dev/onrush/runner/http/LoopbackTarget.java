package dev.onrush.runner.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A server on loopback that answers every request at little cost, for a process to practise on. What it answers is always the same, and how it
 * says so differs as it does between servers: code that has only ever met one kind of head is compiled for that kind alone.
 */
public final class LoopbackTarget {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final String BODY =
            "{\"id\": 17, \"token\": \"0123456789abcdef\", \"items\": [{\"id\": 1, \"price\": 117.50}]}";
    private static final String DATE = "Date: Mon, 05 Jan 2026 09:00:00 GMT\r\n";
    private static final List<Buffer> ANSWERS = List.of(
            answer("Server: Onrush\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length(), BODY),
            answer(
                    "Server: nginx/1.26.0\r\n" + DATE + "Content-Type: application/json\r\nContent-Length: "
                            + BODY.length() + "\r\nConnection: keep-alive\r\nETag: \"695b\"\r\nAccept-Ranges: bytes",
                    BODY),
            answer(
                    "content-type: application/json\r\ncontent-length: " + BODY.length()
                            + "\r\ndate: Mon, 05 Jan 2026 09:00:00 GMT\r\nx-request-id: 8d0b1c2e\r\nvary: accept-encoding",
                    BODY),
            answer(
                    DATE
                            + "Server: Apache\r\nSet-Cookie: session=4f2a; Path=/; HttpOnly\r\nKeep-Alive: timeout=5, max=100\r\n"
                            + "Connection: Keep-Alive\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json",
                    Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n"));
    private static final Buffer LAST =
            answer("Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + BODY.length(), BODY);

    /** So many answers a connection gives: opening one is a part of what there is to practise. */
    private static final int ANSWERS_OF_A_CONNECTION = 100;

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
        int[] answers = {0};
        socket.exceptionHandler(_ -> {});
        socket.handler(bytes -> {
            for (int i = 0; i < bytes.length(); i++) {
                matched[0] =
                        bytes.getByte(i) == END_OF_HEAD[matched[0]] ? matched[0] + 1 : bytes.getByte(i) == '\r' ? 1 : 0;
                if (matched[0] == END_OF_HEAD.length) {
                    matched[0] = 0;
                    answer(socket, answers[0]++);
                }
            }
        });
    }

    private static void answer(NetSocket socket, int number) {
        if (number == ANSWERS_OF_A_CONNECTION) {
            socket.write(LAST).onComplete(_ -> socket.close());
        } else {
            socket.write(ANSWERS.get(number % ANSWERS.size()));
        }
    }

    private static Buffer answer(String headers, String body) {
        return Buffer.buffer(("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
    }
}
