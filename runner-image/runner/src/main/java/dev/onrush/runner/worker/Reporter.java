package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ReportParts;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
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
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Runnable whenFinished = () -> {};
    private long sequence;
    private int life;
    private boolean busy;
    private boolean last;
    private boolean finished;

    private record Pending(Messages.Report report, Payload data) {}

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
        if (!busy && !finished) {
            send(engine.cut());
        }
    }

    /** After the users have ended: sends all that is left, marked as the last. */
    void finish(Runnable whenAcknowledged) {
        whenFinished = whenAcknowledged;
        last = true;
        report();
    }

    /** The master knows nothing of what it was sent: it gets all of that again at once, and then what is new. */
    void startOver() {
        life++;
        sequence = 0;
        pending.clear();
        finished = false;
        send(engine.everythingCut());
    }

    private void send(Future<byte[]> measured) {
        int of = life;
        busy = true;
        // The first report of a life after the first is what was before it, and never the last.
        boolean isLast = last && (of == 0 || sequence > 0);
        measured.onComplete(cut -> context.runOnContext(_ -> plan.get().onSuccess(added -> {
            if (of == life) {
                enqueue(cut.result(), added, isLast);
                send(of);
            }
        })));
    }

    private void enqueue(byte[] measured, String added, boolean isLast) {
        Iterator<Payload> parts = ReportParts.of(measured).iterator();
        while (parts.hasNext()) {
            Payload data = parts.next();
            boolean more = parts.hasNext();
            pending.add(new Pending(new Messages.Report(++sequence, isLast && !more, more, more ? null : added), data));
        }
    }

    private void send(int of) {
        if (of != life) {
            return;
        }
        Pending next = pending.peek();
        link.report(next.report(), next.data())
                .onSuccess(acknowledged -> {
                    if (of != life) {
                        return;
                    }
                    if (acknowledged.sequence() < pending.peek().report().sequence()) {
                        retry(of);
                    } else {
                        acknowledged(of);
                    }
                })
                .onFailure(ignored -> retry(of));
    }

    private void acknowledged(int of) {
        Messages.Report sent = pending.poll().report();
        if (!pending.isEmpty()) {
            send(of);
            return;
        }
        busy = false;
        if (sent.last()) {
            finished = true;
            whenFinished.run();
        } else if (last) {
            report();
        }
    }

    private void retry(int of) {
        vertx.setTimer(RETRY_MILLIS, ignored -> send(of));
    }
}
