package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onrush.runner.loop.ClockedTransport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopCallsTest {
    private final Vertx vertx = ClockedTransport.newVertx();
    private final Context loop = ((VertxInternal) vertx).createEventLoopContext();
    private final LoopCalls calls = new LoopCalls(vertx, loop);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private <S, T> T then(Supplier<S> onLoop, Executor elsewhere, Function<S, T> then) throws Exception {
        Future<T> future = calls.then(onLoop, elsewhere, then);
        return future.await(10, TimeUnit.SECONDS);
    }

    @Test
    void oneThingIsDoneAfterTheOther() throws Exception {
        String both =
                then(() -> Vertx.currentContext() == loop ? "first" : "elsewhere", Runnable::run, one -> one + " then");
        assertEquals("first then", both);
    }

    @Test
    void whatGoesWrongInEitherPlaceIsTold() {
        Supplier<Integer> wrong = () -> {
            throw new IllegalStateException("on the loop");
        };
        IllegalStateException onLoop =
                assertThrows(IllegalStateException.class, () -> then(wrong, Runnable::run, number -> number));
        assertEquals("on the loop", onLoop.getMessage());
        Function<Integer, Integer> reciprocal = zero -> 1 / zero;
        Supplier<Integer> zero = () -> 0;
        ArithmeticException elsewhere =
                assertThrows(ArithmeticException.class, () -> then(zero, Runnable::run, reciprocal));
        assertEquals("/ by zero", elsewhere.getMessage());
    }

    @Test
    void whoeverAsksIsToldThatNothingIsDoneElsewhereAnyMore() {
        ReportWriter closed = new ReportWriter();
        closed.close();
        assertThrows(RejectedExecutionException.class, () -> then(() -> 1, closed, one -> one));
    }
}
