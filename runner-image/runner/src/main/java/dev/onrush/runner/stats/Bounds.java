package dev.onrush.runner.stats;

/**
 * Two values in nanoseconds between which the true one lies.
 *
 * @param atLeast zero or more
 * @param atMost {@link #UNKNOWN} when nothing bounds it
 */
public record Bounds(double atLeast, double atMost) {
    /** Nothing bounds it. */
    public static final double UNKNOWN = Double.POSITIVE_INFINITY;

    public boolean isKnown() {
        return atMost != UNKNOWN;
    }
}
