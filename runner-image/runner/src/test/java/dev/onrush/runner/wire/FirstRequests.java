package dev.onrush.runner.wire;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** A target that notes when each user's first request came, by the path that tells who it is. */
final class FirstRequests {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int WARM_UP = 200;

    private final ConcurrentMap<String, Long> first = new ConcurrentHashMap<>();
    private final NetServer server;

    private FirstRequests(NetServer server) {
        this.server = server;
    }

    /** Listens, once its own code has run often enough to be quick. */
    static FirstRequests listen(Vertx vertx, String host) throws Exception {
        NetServer server = vertx.createNetServer();
        FirstRequests target = new FirstRequests(server);
        server.connectHandler(target::connected).listen(0, host).await();
        for (int i = 0; i < WARM_UP; i++) {
            NetSocket socket =
                    vertx.createNetClient().connect(target.port(), host).await();
            socket.write("GET /warm-up HTTP/1.1\r\n\r\n").await();
            socket.close().await();
        }
        TimeUnit.MILLISECONDS.sleep(100);
        target.first.clear();
        return target;
    }

    int port() {
        return server.actualPort();
    }

    int count() {
        return first.size();
    }

    /** When each one's first request came, after the first of all, in order. */
    List<String> microsAfterFirst() {
        long[] times =
                first.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(times)
                .map(time -> (time - times[0]) / 1_000)
                .mapToObj(String::valueOf)
                .toList();
    }

    private void connected(NetSocket socket) {
        socket.handler(bytes -> {
            long now = System.nanoTime();
            String path = bytes.toString(StandardCharsets.US_ASCII).split(" ", 3)[1];
            first.putIfAbsent(path, now);
            socket.write(Buffer.buffer(ANSWER));
        });
    }
}
