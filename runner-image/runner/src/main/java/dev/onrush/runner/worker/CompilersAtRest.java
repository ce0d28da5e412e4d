package dev.onrush.runner.worker;

import dev.onrush.runner.cpu.Compilers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether the JVM's compilers had hardly anything to do since it was asked before: what they take of a core, the load does not have. */
final class CompilersAtRest implements BooleanSupplier {
    /** How often it is worth asking. */
    static final long LOOK_MILLIS = 25;

    /** They rest when they take less than this share of a core. */
    private static final double SHARE = 0.1;

    private long asked = System.nanoTime();
    private final Compilers compilers;
    private long compiled;

    CompilersAtRest(Compilers compilers) {
        this.compilers = compilers;
        this.compiled = compilers.nanos();
    }

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        long until = compilers.nanos();
        boolean resting = until - compiled < SHARE * (now - asked);
        asked = now;
        compiled = until;
        return resting;
    }

    /** Completes when they rest, or after the longest time; at once where that is zero. */
    static Future<Void> await(Vertx vertx, Duration longest) {
        if (longest.isZero()) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        CompilersAtRest rest = new CompilersAtRest(new Compilers());
        long deadline = System.nanoTime() + longest.toNanos();
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            if (rest.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                vertx.cancelTimer(timer);
                promise.complete();
            }
        });
        return promise.future();
    }
}
