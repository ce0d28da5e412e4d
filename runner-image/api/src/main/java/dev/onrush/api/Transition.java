package dev.onrush.api;

/**
 * A way from one state to another.
 *
 * @param to the other state's name
 * @param weight how often it is taken next to the others; one or more
 */
public record Transition(String to, int weight) {
    /** A transition with a weight. */
    public static Transition to(String state, int weight) {
        return new Transition(state, weight);
    }

    /** A transition with weight 1. */
    public static Transition to(String state) {
        return new Transition(state, 1);
    }
}
