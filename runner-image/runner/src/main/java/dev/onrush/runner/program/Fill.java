package dev.onrush.runner.program;

import java.util.random.RandomGenerator;

/** What fills the gaps of a request: a user. */
public interface Fill {
    /** @return the variable's value, or null when it was never extracted */
    String variable(int slot);

    /** The user's number. */
    long user();

    /** The number of the task's run, from 1; 0 before the first. */
    long iteration();

    RandomGenerator random();
}
