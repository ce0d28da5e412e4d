package dev.onrush.runner.html;

import dev.onrush.runner.stats.Bounds;
import java.util.Locale;

/** Numbers for a reader. */
final class Numbers {
    private static final double NANOS_PER_MILLI = 1e6;

    /** What is smaller is nothing at three digits after the point. */
    private static final double LEAST = 0.000_5;

    private Numbers() {}

    /** {@code 1,234,567}; a dash for none. */
    static String count(Long value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%,d", value);
    }

    /** Three digits or so, and never more than three after the point. */
    static String decimal(double value) {
        double size = Math.abs(value);
        String format =
                size >= 1_000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return value == Math.rint(value) || size < LEAST
                ? count((long) value)
                : String.format(Locale.ROOT, format, value);
    }

    /** The same, and a dash for none. */
    static String maybe(Double value) {
        return value == null ? "-" : decimal(value);
    }

    /** Nanoseconds in milliseconds. */
    static String millis(double nanos) {
        return decimal(nanos / NANOS_PER_MILLI);
    }

    /**
     * A duration in milliseconds with the least that it can have been below it, where that is less.
     *
     * @param most in nanoseconds; null where requests that never ended leave it open
     * @param least null where it is not known either
     */
    static Object bounded(Long most, Long least) {
        if (most == null) {
            return least == null ? "-" : "≥ " + millis(least);
        }
        return least == null || new Bounds(least, most).isOneValue()
                ? millis(most)
                : new Html.Markup(millis(most) + Html.element("small", null, "≥ " + millis(least)));
    }
}
