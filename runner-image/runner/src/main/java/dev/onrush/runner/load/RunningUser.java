package dev.onrush.runner.load;

/** A user of whatever kind of plan. All of it happens on the load's loop, and none of it blocks. */
public interface RunningUser {
    void start();

    /** A request in flight may finish; nothing new begins. */
    void stop();

    /** Gives up the request in flight: it counts as aborted, and its answer is ignored. */
    void abort();
}
