package dev.onrush.runner.load;

import java.util.function.Consumer;

/** A user of whatever kind of plan. All of it happens on the load's loop, and none of it blocks. */
public interface RunningUser {
    void start();

    /**
     * Instead of {@link #start}, in the open model: runs one task, and whatever has to be done once before it when it is the user's
     * first. Called again when it is idle.
     *
     * @param due when it should have begun, of {@link System#nanoTime}: its first request is due then
     * @param sendable since when nothing but this generator itself keeps it from beginning; {@code due} or later
     * @param idle to be called when the task is done
     */
    void arrive(long due, long sendable, Consumer<RunningUser> idle);

    /** A request in flight may finish; nothing new begins. */
    void stop();

    /** Gives up the request in flight: it counts as aborted, and its answer is ignored. */
    void abort();
}
