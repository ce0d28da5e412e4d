package dev.onrush.api;

/** What a user gets from the runner. */
public interface UserContext {
    /** Different from every other user's of the run, over all workers; from 0. */
    long number();

    /** The name of the user's class in the plan. */
    String userClass();

    /** Where the user runs. */
    Environment environment();

    /** To count requests of any protocol. */
    Requests requests();

    /** The user's own HTTP client. */
    HttpSession http();
}
