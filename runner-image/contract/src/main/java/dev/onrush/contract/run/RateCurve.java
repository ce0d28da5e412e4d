package dev.onrush.contract.run;

import java.time.Duration;
import java.util.List;

/**
 * A rate of arrivals per second over time: linear ramps one after the other, the first from the first step's own rate where that has no
 * length, else from 0. With N(t) the rate's integral, arrival i (from 0) is due at the first moment at which N exceeds i, so that the
 * schedule is a function of the curve alone, exact however long it runs.
 */
public final class RateCurve {
    private static final double NANOS = 1e9;

    /** Far below one arrival, far above the rounding of N. */
    private static final double TOLERANCE = 1e-6;

    private final List<Step> steps;
    private final double[] starts;
    private final double[] rates;
    private final double[] arrivals;

    /** @param rate per second at the end of the step; the step goes there linearly, or at once where it has no length */
    public record Step(double rate, Duration length) {}

    public RateCurve(List<Step> steps) {
        this.steps = List.copyOf(steps);
        starts = new double[steps.size() + 1];
        rates = new double[steps.size() + 1];
        arrivals = new double[steps.size() + 1];
        for (int i = 0; i < steps.size(); i++) {
            double seconds = seconds(i);
            starts[i + 1] = starts[i] + seconds;
            rates[i + 1] = steps.get(i).rate();
            arrivals[i + 1] = arrivals[i] + seconds * (rates[i] + rates[i + 1]) / 2;
        }
    }

    /** The same rate all the time. */
    public static RateCurve constant(double rate, Duration length) {
        return new RateCurve(List.of(new Step(rate, Duration.ZERO), new Step(rate, length)));
    }

    public List<Step> steps() {
        return steps;
    }

    public Duration length() {
        return steps.stream().map(Step::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** The highest rate per second. */
    public double peak() {
        return steps.stream().mapToDouble(Step::rate).max().orElse(0);
    }

    /** The rate per second at a time. */
    public double rateAt(Duration elapsed) {
        double at = elapsed.toNanos() / NANOS;
        for (int i = 0; i < steps.size(); i++) {
            if (at < starts[i + 1]) {
                return rates[i] + (rates[i + 1] - rates[i]) * (at - starts[i]) / seconds(i);
            }
        }
        return 0;
    }

    /** How many arrivals are due before a time. */
    public long dueBefore(Duration elapsed) {
        double at = elapsed.toNanos() / NANOS;
        double expected = arrivals[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            if (at < starts[i + 1]) {
                double since = Math.max(0, at - starts[i]);
                expected = arrivals[i] + since * (rates[i] + (rates[i + 1] - rates[i]) * since / seconds(i) / 2);
                break;
            }
        }
        return (long) Math.ceil(Math.max(0, expected - TOLERANCE));
    }

    /** How many arrivals there are in all. */
    public long total() {
        return dueBefore(length());
    }

    /**
     * The first moment at which more than so many arrivals are expected, in nanoseconds since the start; {@link Long#MAX_VALUE} when
     * that is never.
     *
     * @param n zero or more; a whole number is the number of an arrival
     */
    public long dueNanos(double n) {
        for (int i = 0; i < steps.size(); i++) {
            if (n < arrivals[i + 1] - TOLERANCE) {
                return Math.round((starts[i] + within(i, Math.max(0, n - arrivals[i]))) * NANOS);
            }
        }
        return Long.MAX_VALUE;
    }

    /** Seconds after a step's start until so many of its arrivals were due: the root of a quadratic, in the form that does not cancel. */
    private double within(int step, double n) {
        double from = rates[step];
        double slope = (rates[step + 1] - from) / seconds(step);
        // The rate at that moment; rounding may take it just below zero at the end of a ramp to zero.
        double then = Math.sqrt(Math.max(0, from * from + 2 * slope * n));
        return n == 0 ? 0 : 2 * n / (from + then);
    }

    private double seconds(int step) {
        return steps.get(step).length().toNanos() / NANOS;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateCurve curve && steps.equals(curve.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    @Override
    public String toString() {
        return "RateCurve" + steps;
    }
}
