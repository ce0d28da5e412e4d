package dev.onrush.api;

/**
 * A class of users and what they do, as Locust's User classes.
 *
 * @param <U> what its users are
 */
public interface UserClass<U extends User> extends Tasks<U, UserClass<U>> {
    /** The class's share of all users next to the other classes' weights: 1 to 1,000,000, 1 by default. */
    UserClass<U> weight(int weight);

    /** So many users of this class, all workers together, before any weight counts; zero or more. */
    UserClass<U> fixedCount(int users);

    /** How long users wait after each task; not at all by default. */
    UserClass<U> waitTime(WaitTime<? super U> waitTime);
}
