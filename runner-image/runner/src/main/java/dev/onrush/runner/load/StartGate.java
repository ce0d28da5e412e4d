package dev.onrush.runner.load;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Counts requests as they start and lets none start above what the master granted. Grants run far ahead of the load, so that
 * the gate only ever closes when the master was out of reach for a while; but because of it the master knows, of a worker that
 * died, how many requests it can have made at most.
 */
public final class StartGate {
    private final Queue<Start> waiting = new ArrayDeque<>();
    private final Runnable runningLow;
    private long started;
    private long granted;
    private long askAt;
    private boolean asked;

    /** A request that is about to start. */
    @FunctionalInterface
    public interface Start {
        /** It starts, and was counted. */
        void granted();

        /** False once it will not start any more; it is then passed over and not counted. */
        default boolean isWanted() {
            return true;
        }
    }

    /** @param runningLow called when half of a grant is used up, once for each, and when more is expected than is left */
    StartGate(Runnable runningLow) {
        this.runningLow = runningLow;
    }

    /** Runs a start now, or as soon as it is granted; starts keep their order. */
    public void start(Start request) {
        if (started >= granted || !waiting.isEmpty()) {
            waiting.add(request);
        } else {
            run(request);
        }
    }

    private void run(Start request) {
        started++;
        if (!asked && started >= askAt) {
            asked = true;
            runningLow.run();
        }
        request.granted();
    }

    /** So many requests are about to come: they would wait if the next grant were asked for only when half of this one is used up. */
    void expect(long ahead) {
        if (granted - started < ahead) {
            runningLow.run();
        }
    }

    void grant(long upTo) {
        if (upTo > granted) {
            granted = upTo;
            askAt = started + (granted - started) / 2;
            asked = false;
        }
        while (started < granted && !waiting.isEmpty()) {
            Start next = waiting.remove();
            if (next.isWanted()) {
                run(next);
            }
        }
    }

    long started() {
        return started;
    }
}
