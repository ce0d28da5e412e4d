package dev.onrush.runner.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A target that serves one request after the other, each for so long, and not at all for a while: a queue as in a textbook. */
final class QueueTarget implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final long service;
    private final long stallAt;
    private final long stall;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong latest = new AtomicLong();
    private long firstAt;
    private long freeAt;

    private QueueTarget(HttpServer server, long service, long stallAt, long stall) {
        this.server = server;
        this.service = service;
        this.stallAt = stallAt;
        this.stall = stall;
    }

    /**
     * @param service nanoseconds for each request; 0 answers at once
     * @param stallAt when it stops serving, after the first request
     * @param stall for how long
     */
    static QueueTarget open(long service, long stallAt, long stall) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 2_000);
        QueueTarget target = new QueueTarget(server, service, stallAt, stall);
        server.setExecutor(target.threads);
        server.createContext("/", target::answer);
        server.start();
        return target;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    long requests() {
        return requests.get();
    }

    /** How much later than planned it answered, at most. */
    long latestNanos() {
        return latest.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long until = reserve(System.nanoTime());
        requests.incrementAndGet();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        latest.accumulateAndGet(System.nanoTime() - until, Math::max);
    }

    /** When the request that came now will have been served. */
    private synchronized long reserve(long now) {
        if (service == 0) {
            return now;
        }
        if (firstAt == 0) {
            firstAt = now;
            freeAt = now;
        }
        long begin = Math.max(now, freeAt);
        long stalled = begin - firstAt - stallAt;
        if (stalled >= 0 && stalled < stall) {
            begin = firstAt + stallAt + stall;
        }
        freeAt = begin + service;
        return freeAt;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
