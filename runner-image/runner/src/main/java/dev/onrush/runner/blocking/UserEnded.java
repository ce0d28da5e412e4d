package dev.onrush.runner.blocking;

/** Thrown in a user's thread when it has to end: an error, so that a plan's {@code catch (Exception e)} does not hold it up. */
final class UserEnded extends Error {
    private static final long serialVersionUID = 1;

    UserEnded() {
        super("the user has to end", null, false, false);
    }
}
