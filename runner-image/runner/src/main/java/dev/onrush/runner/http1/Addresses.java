package dev.onrush.runner.http1;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.util.List;

/** Looks hosts up apart from any request, again and again, as what a name stands for may change. */
final class Addresses {
    private static final long EVERY_MILLIS = 30_000;

    private final Vertx vertx;
    private long timer = -1;

    Addresses(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Void> keepResolving(List<Origin> origins) {
        if (timer < 0) {
            timer = vertx.setPeriodic(EVERY_MILLIS, _ -> resolve(origins));
        }
        return resolve(origins);
    }

    void stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    Future<Void> resolve(List<Origin> origins) {
        return Future.join(origins.stream().map(this::resolve).toList()).transform(_ -> Future.succeededFuture());
    }

    /** A host that is not found keeps the addresses that it had. */
    private Future<Void> resolve(Origin origin) {
        return ((VertxInternal) vertx)
                .nameResolver()
                .resolveAll(origin.host())
                .onSuccess(found -> origin.resolved(
                        found.stream().map(InetSocketAddress::getAddress).toList()))
                .<Void>mapEmpty()
                .onComplete(_ -> origin.lookedUp());
    }
}
