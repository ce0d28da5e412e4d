package dev.onrush.contract.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as Go and Kubernetes write them: a sequence of decimal numbers with a unit, such as {@code 500ms}, {@code 1.5s} or
 * {@code 1h30m}. Units are ns, us (or µs), ms, s, m and h. Negative durations do not exist here.
 */
public final class Durations {
    /** What a duration looks like, for schemas: the same language that {@link #parse} accepts, except the bare {@code 0}. */
    public static final String PATTERN = "^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$";

    /** The longest text that is read as a duration. */
    public static final int MAX_LENGTH = 32;

    private static final Pattern WHOLE = Pattern.compile(PATTERN);
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");
    private static final BigDecimal MAX_NANOS =
            BigDecimal.valueOf(Duration.ofDays(365).toNanos());
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "µs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @return the duration, from 0 to 365 days, or empty when the text is not one
     */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.length() > MAX_LENGTH || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = PART.matcher(text)
                .results()
                .map(part -> new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return nanos.compareTo(MAX_NANOS) > 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    /**
     * Writes a measured duration with four significant digits in the largest unit that keeps it above one, such as
     * {@code 12.3ms}, {@code 1.204s} or {@code 850us}.
     *
     * @param nanos nanoseconds, zero or more
     */
    public static String format(double nanos) {
        return inLargestUnit(BigDecimal.valueOf(nanos).round(new MathContext(4, RoundingMode.HALF_UP)));
    }

    /** Rounding comes before the choice of the unit: 999,999 ns are 1ms and not 1000us. */
    private static String inLargestUnit(BigDecimal nanos) {
        if (nanos.signum() == 0) {
            return "0s";
        }
        for (String unit : List.of("s", "ms", "us")) {
            BigDecimal scaled = nanos.divide(BigDecimal.valueOf(NANOS.get(unit)));
            if (scaled.compareTo(BigDecimal.ONE) >= 0) {
                return plain(scaled) + unit;
            }
        }
        return plain(nanos) + "ns";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Writes a configured duration exactly, as Go does: {@code 1h30m0s} becomes {@code 1h30m}. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        BigDecimal seconds =
                BigDecimal.valueOf(duration.toSecondsPart()).add(BigDecimal.valueOf(duration.toNanosPart(), 9));
        if (text.isEmpty() && seconds.compareTo(BigDecimal.ONE) < 0) {
            return inLargestUnit(BigDecimal.valueOf(duration.toNanos()));
        }
        if (seconds.signum() > 0) {
            text.append(plain(seconds)).append('s');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
