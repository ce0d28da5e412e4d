package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.cpu.Compilers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompilersAtRestTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void nobodyWaitsForNoTimeAtAll() {
        assertTrue(CompilersAtRest.await(vertx, Duration.ZERO).succeeded());
    }

    @Test
    void theyRestInTheEndWhereNothingIsToDo() {
        CompilersAtRest rest = new CompilersAtRest(new Compilers());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(rest::getAsBoolean);
    }

    @Test
    void theWaitEndsWhetherTheyRestOrNot() throws Exception {
        Future<Void> waited = CompilersAtRest.await(vertx, Duration.ofMillis(1));
        waited.await(30, TimeUnit.SECONDS);
        assertTrue(waited.succeeded());
    }
}
