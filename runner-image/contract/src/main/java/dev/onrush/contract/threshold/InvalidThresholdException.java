package dev.onrush.contract.threshold;

/** A threshold that the grammar does not know; the message says what was expected. */
public final class InvalidThresholdException extends Exception {
    public InvalidThresholdException(String message) {
        super(message);
    }
}
