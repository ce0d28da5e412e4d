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

    /** Histograms tell no finer differences apart. */
    private static final double RESOLUTION = 0.002;

    public boolean isKnown() {
        return atMost != UNKNOWN;
    }

    /** Whether they are as near as one value is to itself in a histogram. */
    public boolean isOneValue() {
        return isKnown() && atMost - atLeast <= RESOLUTION * atMost;
    }
}
