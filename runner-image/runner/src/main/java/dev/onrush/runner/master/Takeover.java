package dev.onrush.runner.master;

/** Whether a master that has just started may go on with the run of a master before it, in which it finds its workers. */
public enum Takeover {
    /** Never: a master that ends ends its run. */
    NONE,
    /** When it was given the same run id. */
    SAME_RUN,
    /** Whatever run the first worker that comes is in. */
    ANY_RUN
}
