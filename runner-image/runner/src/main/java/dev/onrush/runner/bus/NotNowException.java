package dev.onrush.runner.bus;

/** Nothing is wrong with the request; it came at a moment when it cannot be answered, and may be repeated. */
public final class NotNowException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** What a reply on the event bus fails with. */
    public static final int CODE = 503;

    public NotNowException(String message) {
        super(message);
    }
}
