package dev.onrush.runner.loop;

import io.vertx.core.Promise;

/** Keeps a loop from sleeping until it has gone round so many times. */
final class Turns implements Alarm {
    private final Promise<Void> done;
    private int left;

    /** @param done completed at the last one */
    Turns(int number, Promise<Void> done) {
        this.left = number;
        this.done = done;
    }

    @Override
    public long ring(long now) {
        left--;
        if (left > 0) {
            return now;
        }
        done.tryComplete();
        return NEVER;
    }

    @Override
    public boolean isOver() {
        return left <= 0;
    }
}
