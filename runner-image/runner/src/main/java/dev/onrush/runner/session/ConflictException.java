package dev.onrush.runner.session;

/** What was asked for does not go with what is happening now; the message says why. */
public final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
