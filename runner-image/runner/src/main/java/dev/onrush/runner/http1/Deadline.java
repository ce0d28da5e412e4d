package dev.onrush.runner.http1;

/** Something that waits for a time in a {@link Wheel}, and is itself the entry there, so that waiting allocates nothing. */
public abstract class Deadline {
    Deadline previous;
    Deadline next;
    /** The wheel's tick; negative when it does not wait. */
    long tick = -1;

    /** The time has come. */
    protected abstract void due(long now);

    /** True while it waits. */
    public final boolean isWaiting() {
        return tick >= 0;
    }
}
