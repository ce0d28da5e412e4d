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
    private final Deque<Cut> held = new ArrayDeque<>();
    private Runnable whenFinished = () -> {};
    private long sequence;
    private int life;
    private boolean busy;
    private boolean last;
    private boolean lastIsCut;
    private long resets;

    private record Pending(Messages.Report report, Payload data) {}

    /** @param resets how often it had been forgotten what was measured when this was cut */
    private record Cut(Future<byte[]> measured, boolean isLast, long resets) {}

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
        if (!busy && !lastIsCut) {
            lastIsCut = last;
            send(new Cut(engine.cut(), last, resets));
        }
    }

    /** What was measured until now is forgotten. The master is told how much that was, for it has granted each request. */
    void forget(long number) {
        // After the last cut there is nothing that was measured since.
        if (!lastIsCut) {
            Cut forgotten = new Cut(engine.cut(), false, resets);
            if (busy) {
                held.add(forgotten);
            } else {
                send(forgotten);
            }
        }
        resets = number;
        engine.forget();
    }

    /** After the users have ended: sends all that is left, marked as the last. */
    void finish(Runnable whenAcknowledged) {
        whenFinished = whenAcknowledged;
        last = true;
        report();
    }

    /**
     * The master knows nothing of what it was sent: it gets all of that again at once, and then what is new.
     *
     * @param number what it calls the last time that something was forgotten
     */
    void startOver(long number) {
        life++;
        sequence = 0;
        pending.clear();
        held.clear();
        lastIsCut = false;
        resets = number;
        // What was before this life is never the last.
        send(new Cut(engine.everythingCut(), false, resets));
    }

    private void send(Cut cut) {
        int of = life;
        busy = true;
        cut.measured.onComplete(measured -> context.runOnContext(_ -> plan.get().onSuccess(added -> {
            if (of == life) {
                enqueue(measured.result(), added, cut);
                send(of);
            }
        })));
    }

    private void enqueue(byte[] measured, String added, Cut cut) {
        Iterator<Payload> parts = ReportParts.of(measured).iterator();
        while (parts.hasNext()) {
            Payload data = parts.next();
            boolean more = parts.hasNext();
            Messages.Report report =
                    new Messages.Report(++sequence, cut.isLast && !more, more, more ? null : added, cut.resets);
            pending.add(new Pending(report, data));
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
            whenFinished.run();
        } else if (!held.isEmpty()) {
            send(held.poll());
        } else if (last) {
            report();
        }
    }

    private void retry(int of) {
        vertx.setTimer(RETRY_MILLIS, ignored -> send(of));
    }
}
