package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextTurnTest {
    private final Vertx vertx = ClockedTransport.newVertx();
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whatHappensInItHappensAsIfTheContextHadCalledIt() throws Exception {
        Promise<Context> within = Promise.promise();
        Promise<Context> after = Promise.promise();
        context.nettyEventLoop().execute(() -> {
            ContextTurn turn = ContextTurn.begin(context);
            within.complete(Vertx.currentContext());
            turn.end();
            after.complete(Vertx.currentContext());
        });
        assertSame(context, get(within.future()));
        assertNotSame(context, get(after.future()));
    }

    @Test
    void aFailureIsForTheContextsHandler() throws Exception {
        Promise<String> heard = Promise.promise();
        context.exceptionHandler(failure -> heard.complete(failure.getMessage()));
        context.nettyEventLoop().execute(() -> {
            ContextTurn turn = ContextTurn.begin(context);
            turn.failed(new IllegalStateException("on purpose"));
            turn.end();
        });
        assertEquals("on purpose", get(heard.future()));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.await(30, TimeUnit.SECONDS);
    }
}
