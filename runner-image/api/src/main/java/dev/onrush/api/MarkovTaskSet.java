package dev.onrush.api;

/**
 * Tasks as the states of a Markov chain: users begin with the first one and go on to one of its transitions, picked by weight.
 *
 * @param <U> the users that it is for
 */
public interface MarkovTaskSet<U extends User> {
    /**
     * Adds a state.
     *
     * @param name unique in the set
     * @param transitions at least one, each to a state of this set
     */
    MarkovTaskSet<U> state(String name, TaskBody<? super U> body, Transition... transitions);

    /** How long users wait after each task in here; as outside by default. */
    MarkovTaskSet<U> waitTime(WaitTime<? super U> waitTime);

    /** Done when a user enters. */
    MarkovTaskSet<U> onStart(TaskBody<? super U> body);

    /** Done when a user leaves, also because it stops. */
    MarkovTaskSet<U> onStop(TaskBody<? super U> body);
}
