package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.http.Failure;
import dev.onrush.runner.http1.Exchange;
import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.http1.ResponseParser;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserEnvironmentTest {
    private static final int WAITS = 100_000;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static final class Sleeper extends Exchange {
        @Override
        protected void answered(ResponseParser answer, long now) {}

        @Override
        protected void failed(Failure failure, long now) {}

        @Override
        protected void wakened(long now) {}
    }

    /** Think times of which all end at the same place between two moments would else all be too long, or all too short. */
    @Test
    void waitsAreOfTheLengthThatWasWantedOnTheAverage() {
        Context context = vertx.getOrCreateContext();
        LongSummaryStatistics errors = Future.<LongSummaryStatistics>future(
                        promise -> context.runOnContext(_ -> promise.complete(errors(context))))
                .await();
        assertEquals(0, errors.getAverage(), Http1Client.TICK_NANOS / 100.0);
        assertTrue(
                errors.getMin() > -Http1Client.TICK_NANOS && errors.getMax() < Http1Client.TICK_NANOS,
                errors.toString());
    }

    private LongSummaryStatistics errors(Context context) {
        Http1Client client = new Http1Client(vertx, context, ClientSettings.DEFAULT);
        LoadEnvironment load = new LoadEnvironment(vertx, context, null, null, null, null, null, new Random(1));
        UserEnvironment environment = new UserEnvironment(load, client);
        long at = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
        Sleeper user = new Sleeper();
        LongSummaryStatistics errors = new LongSummaryStatistics();
        for (int i = 0; i < WAITS; i++) {
            errors.accept(environment.waken(user, at) - at);
        }
        client.close();
        return errors;
    }
}
