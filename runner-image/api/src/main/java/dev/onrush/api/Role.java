package dev.onrush.api;

/** The part that a process plays in a run. */
public enum Role {
    /** Coordinates workers and runs no users. */
    MASTER,
    /** Runs the users that the master asks for. */
    WORKER,
    /** Both at once, in one process. */
    LOCAL
}
