package dev.onrush.runner.bus;

/** The other side broke the protocol; its connection is closed. */
public sealed class ProtocolException extends Exception permits NotNowException {
    public ProtocolException(String message) {
        super(message, null, false, false);
    }
}
