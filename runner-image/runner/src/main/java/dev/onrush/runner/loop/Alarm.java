package dev.onrush.runner.loop;

/** Something that an event loop has to do at exact times: it sleeps until then where its timers are fine enough, and spins where they are not. */
public interface Alarm {
    /** Nothing is due. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Does what is due.
     *
     * @param now of {@link System#nanoTime}
     * @return how long from now until something is due again in nanoseconds, {@link #NEVER} for no such time; asked for again after
     *     at most a millisecond
     */
    long ring(long now);
}
