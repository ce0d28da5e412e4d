package dev.onrush.api;

/**
 * Tasks that are picked by weight, until the user interrupts.
 *
 * @param <U> the users that it is for
 */
public interface TaskSet<U extends User> extends Tasks<U, TaskSet<U>> {
    /** How long users wait after each task in here; as outside by default. */
    TaskSet<U> waitTime(WaitTime<? super U> waitTime);

    /** Done when a user enters. */
    TaskSet<U> onStart(TaskBody<? super U> body);

    /** Done when a user leaves, also because it stops. */
    TaskSet<U> onStop(TaskBody<? super U> body);
}
