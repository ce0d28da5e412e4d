package dev.onrush.runner.worker;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Questions for the master's clock before a worker is ready, so that the order to begin finds it known: several, and more for a while where either side is
 * still busy and its answers say little. Heartbeats go on with that.
 */
final class ClockQuestions {
    private static final int LEAST = 8;
    private static final int MOST = 24;
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_MILLIS = 20;

    /** Known as well as this, it is known well enough. */
    private static final long ENOUGH_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Vertx vertx;
    private final MasterLink link;
    private final long deadline = System.nanoTime() + LONGEST_NANOS;
    private int asked;

    private ClockQuestions(Vertx vertx, MasterLink link) {
        this.vertx = vertx;
        this.link = link;
    }

    /** Never fails: where there is no answer, the clock is known as well as it was. */
    static Future<Void> ask(Vertx vertx, MasterLink link) {
        return new ClockQuestions(vertx, link).ask();
    }

    private Future<Void> ask() {
        asked++;
        return link.askClock().transform(answer -> answer.succeeded() ? next() : Future.succeededFuture());
    }

    private Future<Void> next() {
        long now = System.nanoTime();
        if (asked < LEAST && now < deadline) {
            return ask();
        }
        if (asked < MOST && now < deadline && link.clock().bound(now) > ENOUGH_NANOS) {
            return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(_ -> ask());
        }
        return Future.succeededFuture();
    }
}
