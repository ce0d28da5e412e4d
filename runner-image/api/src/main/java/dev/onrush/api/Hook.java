package dev.onrush.api;

/**
 * Called when something happens.
 *
 * @param <E> what is known about it
 */
@FunctionalInterface
public interface Hook<E> {
    /**
     * Runs on a thread that may block, unless the event says otherwise.
     *
     * @throws Exception logged and counted; it ends nothing
     */
    void on(E event) throws Exception;
}
