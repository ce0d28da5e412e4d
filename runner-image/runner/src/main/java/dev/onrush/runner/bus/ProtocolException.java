package dev.onrush.runner.bus;

/** The other side broke the protocol; its connection is closed. */
public final class ProtocolException extends Exception {
    public ProtocolException(String message) {
        super(message, null, false, false);
    }
}
