package dev.onrush.api;

/**
 * What a user does, in blocking style.
 *
 * @param <U> the user's class
 */
@FunctionalInterface
public interface TaskBody<U extends User> {
    /**
     * Runs on the user's own thread.
     *
     * @throws Exception anything: it is counted as a user error, and the user goes on with its next task. {@link StopUser},
     *     {@link StopTest}, {@link InterruptTaskSet} and {@link RescheduleTask} have their own meanings. An
     *     {@link InterruptedException} says that the user has to end.
     */
    void run(U user) throws Exception;
}
