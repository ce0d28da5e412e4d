package dev.onrush.runner.worker;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.log.LogLines;
import io.vertx.core.Context;

/** Sends what this process logs to the master, some lines at a time and each until it has come. To be used on the worker's context. */
final class LogFeed {
    /** How often {@link #send} is to be called. */
    static final long EVERY_MILLIS = 2_000;

    private final Context context;
    private final MasterLink link;
    private final LogLines log;
    private long next;
    private boolean busy;

    LogFeed(Context context, MasterLink link, LogLines log) {
        this.context = context;
        this.link = link;
        this.log = log;
        this.next = log.startOfLast(Messages.Logs.MAX_LINES);
    }

    /** Sends what is new, unless something is on its way. */
    void send() {
        LogLines.Part part = log.from(next, Messages.Logs.MAX_LINES);
        if (busy || !link.isOpen() || part.lines().isEmpty()) {
            return;
        }
        busy = true;
        link.logs(new Messages.Logs(part.first(), part.lines()))
                .onComplete(sent -> context.runOnContext(_ -> {
                    busy = false;
                    if (sent.succeeded()) {
                        next = part.next();
                        send();
                    }
                }));
    }
}
