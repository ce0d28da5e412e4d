package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.plan.Plans;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the load's thread allocates for a request, all in all: the user, its request, the client, Netty, recording. */
class AllocationTest {
    private static final int MOST_BYTES_PER_REQUEST = 64;
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 40_000;
    private static final int MOST_LOOKS = 12;
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

    private final AtomicLong requests = new AtomicLong();
    private volatile long loopThread;

    /** Notes the thread of the load's loop. */
    private final class Noted implements UserKind {
        private final UserKind kind;

        Noted(UserKind kind) {
            this.kind = kind;
        }

        @Override
        public RequestNames names() {
            return kind.names();
        }

        @Override
        public UserFactory on(LoadEnvironment environment) {
            loopThread = Thread.currentThread().threadId();
            return kind.on(environment);
        }
    }

    @Test
    void aRequestAllocatesNextToNothing() throws Exception {
        Vertx vertx = ClockedTransport.newVertx();
        try {
            LoadEngine engine = new LoadEngine(
                    new Noted(new DeclaredUsers(Plans.read("""
                            client: fast
                            users:
                              - name: A
                                tasks:
                                  - name: t
                                    steps:
                                      - get: /items/${random(1,1000)}
                                        headers: {X-Id: "${user}-${iteration}"}
                                        checks: {status: 200}
                            """))),
                    URI.create("http://127.0.0.1:" + target(vertx)),
                    0,
                    () -> {});
            vertx.deployVerticle(engine).await();
            engine.grant(Long.MAX_VALUE / 2);
            engine.begin(System.nanoTime());
            engine.moveTo(Map.of("A", 20), Duration.ZERO).await();
            awaitRequests(WARM_UP);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            // Until it is compiled, which takes a busy machine a while, a request allocates what the compiler then
            // leaves out.
            for (int i = 1; i <= MOST_LOOKS && least > MOST_BYTES_PER_REQUEST; i++) {
                long from = requests.get();
                long before = threads.getThreadAllocatedBytes(loopThread);
                awaitRequests(from + MEASURED);
                long allocated = threads.getThreadAllocatedBytes(loopThread) - before;
                least = Math.min(least, allocated / (requests.get() - from));
            }
            engine.stopUsers(Duration.ofSeconds(10)).await();
            assertTrue(least <= MOST_BYTES_PER_REQUEST, least + " bytes per request");
        } finally {
            vertx.close().await();
        }
    }

    private void awaitRequests(long number) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> requests.get() >= number);
    }

    /** On another loop than the load's. */
    private int target(Vertx vertx) {
        Buffer answer = Buffer.buffer(ANSWER);
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(_ -> {
                    requests.incrementAndGet();
                    socket.write(answer);
                }));
        return server.listen(0, "127.0.0.1").await().actualPort();
    }
}
