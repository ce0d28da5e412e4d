package dev.onrush.runner.hooks;

import dev.onrush.runner.bus.Messages;

/** The other end of an {@link Outbox}. Touched on one context only. */
public final class Inbox {
    private long last;

    /** True when the message is the next one; one that came before, or too early, is left out. */
    public boolean isNext(Messages.Custom message) {
        if (message.number() != last + 1) {
            return false;
        }
        last++;
        return true;
    }

    /** The other side is another one than before, and numbers from 1. */
    public void startOver() {
        last = 0;
    }

    /** The number up to which everything has come. */
    public long last() {
        return last;
    }
}
