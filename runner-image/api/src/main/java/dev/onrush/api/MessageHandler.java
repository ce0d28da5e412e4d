package dev.onrush.api;

/**
 * Handles messages of one type.
 *
 * @param <T> what their data is read as
 */
@FunctionalInterface
public interface MessageHandler<T> {
    /**
     * Handles one message, on a thread that may block.
     *
     * @throws Exception logged and counted
     */
    void handle(Environment environment, Message<T> message) throws Exception;
}
