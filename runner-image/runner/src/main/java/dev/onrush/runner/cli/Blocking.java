package dev.onrush.runner.cli;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;

/** For the main thread, which has nothing to do but wait. */
final class Blocking {
    private Blocking() {}

    /** Waits as long as it takes; a failure becomes an {@link IOException} with its message. */
    static <T> T await(Future<T> future) throws IOException {
        try {
            return future.await();
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static void deploy(Vertx vertx, VerticleBase verticle) throws IOException {
        await(vertx.deployVerticle(verticle));
    }
}
