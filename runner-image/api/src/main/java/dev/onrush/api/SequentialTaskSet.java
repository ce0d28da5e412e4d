package dev.onrush.api;

/**
 * Tasks in their order. After the last comes the first again, until the user interrupts. A task's weight is how often it runs in a
 * row.
 *
 * @param <U> the users that it is for
 */
public interface SequentialTaskSet<U extends User> extends Tasks<U, SequentialTaskSet<U>> {
    /** How long users wait after each task in here; as outside by default. */
    SequentialTaskSet<U> waitTime(WaitTime<? super U> waitTime);

    /** Done when a user enters. */
    SequentialTaskSet<U> onStart(TaskBody<? super U> body);

    /** Done when a user leaves, also because it stops. */
    SequentialTaskSet<U> onStop(TaskBody<? super U> body);

    /** Users leave after the last task, as if it had interrupted. */
    SequentialTaskSet<U> once();
}
