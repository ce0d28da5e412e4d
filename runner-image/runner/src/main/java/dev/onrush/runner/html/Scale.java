package dev.onrush.runner.html;

import java.util.stream.IntStream;

/**
 * Round numbers for an axis that begins at zero.
 *
 * @param step between two of them
 * @param steps from zero to the last one
 */
record Scale(double step, int steps) {
    private static final int MOST_STEPS = 5;

    /** Beyond this, twice the most is beyond all numbers. */
    private static final double LARGEST = 1e300;

    /** What is a little above a step by rounding is at it. */
    private static final double TOLERANCE = 1e-9;

    /** Two to five steps of one, two or five times a power of ten, the last not below the most. */
    static Scale upTo(double most) {
        if (most <= 0) {
            return new Scale(1, 1);
        }
        double within = Math.min(most, LARGEST);
        double power = Math.pow(10, Math.floor(Math.log10(within)) - 1);
        for (double factor : new double[] {2, 5, 10, 20}) {
            double steps = Math.ceil(within / (factor * power) - TOLERANCE);
            if (steps <= MOST_STEPS) {
                return new Scale(factor * power, (int) steps);
            }
        }
        return new Scale(50 * power, 2);
    }

    double top() {
        return step * steps;
    }

    /** Zero, and each step up to the top. */
    double[] marks() {
        return IntStream.rangeClosed(0, steps).mapToDouble(i -> i * step).toArray();
    }
}
