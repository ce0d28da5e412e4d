package dev.onrush.runner.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A server that answers with whatever might break a client: most of it no HTTP, cut short, too long or too much. */
final class HostileTarget {
    private static final List<String> ANSWERS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\": 12}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\n{\"a\"\r\n5\r\n: 12}\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n\u001f\u008b\b\0\0\0\0\0\0\u0003\0\0\0\0\0\0\0\0\0\0");

    private final Random random = new Random(5);
    private final AtomicLong requests = new AtomicLong();
    private final NetServer server;

    HostileTarget(Vertx vertx) {
        // A reset instead of an orderly end leaves no ports behind that have to rest.
        server = vertx.createNetServer(new NetServerOptions()
                        .setTcpNoDelay(true)
                        .setSoLinger(0)
                        .setAcceptBacklog(1_000))
                .connectHandler(this::serve);
    }

    int listen() {
        return server.listen(0, "127.0.0.1").await().actualPort();
    }

    long requests() {
        return requests.get();
    }

    private void serve(NetSocket socket) {
        socket.exceptionHandler(_ -> {});
        StringBuilder head = new StringBuilder();
        socket.handler(bytes -> {
            head.append(bytes.toString(StandardCharsets.ISO_8859_1));
            if (head.indexOf("\r\n\r\n") >= 0) {
                head.setLength(0);
                requests.incrementAndGet();
                answer(socket);
            }
        });
    }

    private void answer(NetSocket socket) {
        byte[] answer = ANSWERS.get(random.nextInt(ANSWERS.size())).getBytes(StandardCharsets.ISO_8859_1);
        switch (random.nextInt(8)) {
            case 0, 1 -> socket.write(Buffer.buffer(answer));
            case 2 -> {
                for (int turns = random.nextInt(5); turns >= 0; turns--) {
                    answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
                }
                end(socket, Buffer.buffer(answer));
            }
            case 3 -> end(socket, Buffer.buffer(answer).slice(0, random.nextInt(answer.length)));
            case 4 -> end(socket, Buffer.buffer(answer).appendBytes(answer));
            case 5 -> end(socket, Buffer.buffer("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(random.nextInt(20_000))));
            case 6 -> {
                byte[] noise = new byte[random.nextInt(2_000)];
                random.nextBytes(noise);
                end(socket, Buffer.buffer(noise));
            }
            default -> socket.close();
        }
    }

    private static void end(NetSocket socket, Buffer bytes) {
        socket.write(bytes).onComplete(_ -> socket.close());
    }
}
