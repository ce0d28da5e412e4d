package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Sends deltas, one at a time: the next is cut only when the one before was acknowledged, and until then that same one is sent
 * again. So nothing is lost and nothing counts twice, whatever the network drops or doubles, and what waits stays small: it is
 * still in the recorder.
 */
final class Reporter {
    private static final long RETRY_MILLIS = 250;

    private final Vertx vertx;
    private final Context context;
    private final MasterLink link;
    private final LoadEngine engine;
    private final Supplier<Future<String>> plan;
    private final Promise<Void> finished = Promise.promise();
    private Messages.Report pending;
    private long sequence;
    private boolean busy;
    private boolean last;

    /** @param plan what the plan's code adds, null when that is nothing; completes on the context */
    Reporter(Vertx vertx, Context context, MasterLink link, LoadEngine engine, Supplier<Future<String>> plan) {
        this.vertx = vertx;
        this.context = context;
        this.link = link;
        this.engine = engine;
        this.plan = plan;
    }

    /** Sends what was measured since the last report, unless one is on its way. */
    void report() {
        if (busy || finished.future().isComplete()) {
            return;
        }
        busy = true;
        boolean isLast = last;
        engine.cut()
                .onComplete(cut -> context.runOnContext(_ -> plan.get().onSuccess(added -> {
                    pending = new Messages.Report(
                            ++sequence, isLast, Base64.getEncoder().encodeToString(cut.result()), added);
                    send();
                })));
    }

    /** After the users have ended: sends all that is left, marked as the last. Completes when it is acknowledged. */
    Future<Void> finish() {
        last = true;
        report();
        return finished.future();
    }

    private void send() {
        link.report(pending)
                .onSuccess(acknowledged -> {
                    if (acknowledged.sequence() < pending.sequence()) {
                        retry();
                        return;
                    }
                    busy = false;
                    if (pending.last()) {
                        finished.tryComplete();
                    } else if (last) {
                        report();
                    }
                })
                .onFailure(ignored -> retry());
    }

    private void retry() {
        vertx.setTimer(RETRY_MILLIS, ignored -> send());
    }
}
