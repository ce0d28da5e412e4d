package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which loop somebody gets: there are two for each processor at the least. */
class LoopsTest {
    private static final int MANY = 1_000;

    private final Vertx vertx = ClockedTransport.newVertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private ContextInternal another() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    private void neverAgain(EventLoop loop) {
        for (int i = 0; i < MANY; i++) {
            assertNotSame(loop, another().nettyEventLoop());
        }
    }

    @Test
    void whoMeasuresSharesItsLoopWithNobody() throws Exception {
        ContextInternal measuring = another();
        Promise<Void> clock = Promise.promise();
        measuring.runOnContext(_ -> {
            PollClock.of(measuring);
            clock.complete();
        });
        clock.future().await(10, TimeUnit.SECONDS);
        neverAgain(measuring.nettyEventLoop());
    }

    @Test
    void whoComesLaterDoesNotShareALoopThatHasConnections() throws Exception {
        Context listening = another();
        Promise<Integer> port = Promise.promise();
        listening.runOnContext(_ -> vertx.createNetServer()
                .connectHandler(_ -> {})
                .listen(0, "127.0.0.1")
                .compose(server -> vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"))
                .map(1)
                .onComplete(port));
        port.future().await(10, TimeUnit.SECONDS);
        neverAgain(((ContextInternal) listening).nettyEventLoop());
    }
}
