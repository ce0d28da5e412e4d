package dev.onrush.runner.loop;

/** Something that an event loop has to do at times that it says itself. */
public interface Alarm {
    /** Nothing is due. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Does what is due.
     *
     * @param now of {@link System#nanoTime}
     * @return the moment, of {@link System#nanoTime} too, when something is due again, which may be past; {@link #NEVER} for no such time; asked for again after
     *     at most a millisecond
     */
    long ring(long now);

    /** True when it will never ring again, and the loop may forget it. */
    default boolean isOver() {
        return false;
    }

    /** Whether it has to happen exactly then: a loop whose timers are not fine enough for that spins instead of sleeping. */
    default boolean isExact() {
        return true;
    }
}
