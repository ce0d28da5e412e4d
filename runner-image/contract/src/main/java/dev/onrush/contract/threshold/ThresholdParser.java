package dev.onrush.contract.threshold;

import dev.onrush.contract.quantity.Durations;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the grammar that {@link Threshold} publishes. */
final class ThresholdParser {
    /** Without what is between the selector's braces. */
    private static final Pattern SHAPE =
            Pattern.compile("\\s*([A-Za-z0-9.]+)\\s*(?:\\{}\\s*)?(<=|>=|<|>)\\s*(\\S+)\\s*");

    private static final Pattern SELECTOR = Pattern.compile("\\s*name\\s*=\\s*(\\S(?:.*\\S)?)\\s*", Pattern.DOTALL);
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d+(?:\\.\\d+)?)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final String LATENCY = "http.latency.";
    private static final String SERVICE = "http.service.";
    private static final Map<String, Metric.Latency> STATISTICS = Map.of(
            "min", Metric.Extreme.MIN,
            "mean", Metric.Extreme.MEAN,
            "max", Metric.Extreme.MAX,
            "p999", new Metric.Percentile(99.9));
    private static final Map<String, Metric> COUNTS = Map.of(
            "http.failureRatio", new Metric.FailureRatio(),
            "http.requests", new Metric.Requests(),
            "http.failures", new Metric.Failures(),
            "http.requestsPerSecond", new Metric.RequestsPerSecond());

    private ThresholdParser() {}

    static Threshold parse(String expression) throws InvalidThresholdException {
        if (expression == null || expression.length() > Threshold.MAX_LENGTH) {
            throw new InvalidThresholdException(
                    "expected a threshold of at most " + Threshold.MAX_LENGTH + " characters");
        }
        // From the first brace to the last: a name may have braces of its own, and nothing after it has any.
        int open = expression.indexOf('{');
        int close = expression.lastIndexOf('}');
        boolean isSelected = open >= 0 && open < close;
        Matcher shape = SHAPE.matcher(
                isSelected ? expression.substring(0, open + 1) + expression.substring(close) : expression);
        Matcher selector = SELECTOR.matcher(isSelected ? expression.substring(open + 1, close) : "");
        if (!shape.matches() || selector.matches() != isSelected) {
            throw new InvalidThresholdException(
                    "expected a metric, a comparison and a limit such as http.latency.p95 < 500ms, found \""
                            + expression + '"');
        }
        Metric metric = metric(shape.group(1));
        Comparison comparison = Comparison.of(shape.group(2)).orElseThrow();
        double limit = limit(metric, shape.group(3));
        Optional<String> name = isSelected ? Optional.of(selector.group(1)) : Optional.empty();
        return new Threshold(expression.strip(), metric, name, comparison, limit);
    }

    private static Metric metric(String name) throws InvalidThresholdException {
        Metric metric = COUNTS.get(name);
        if (name.startsWith(LATENCY)) {
            metric = statistic(name.substring(LATENCY.length()));
        } else if (name.startsWith(SERVICE)) {
            Metric.Latency statistic = statistic(name.substring(SERVICE.length()));
            metric = statistic == null ? null : new Metric.Service(statistic);
        }
        if (metric == null) {
            throw new InvalidThresholdException(
                    "expected one of http.latency.pN (N above 0, at most 100), http.latency.max,"
                            + " http.latency.mean, http.latency.min, the same with http.service, "
                            + String.join(
                                    ", ", COUNTS.keySet().stream().sorted().toList()) + ", found \"" + name + '"');
        }
        return metric;
    }

    /** Null for what is none. */
    private static Metric.Latency statistic(String name) {
        Matcher percentile = PERCENTILE.matcher(name);
        if (STATISTICS.containsKey(name) || !percentile.matches()) {
            return STATISTICS.get(name);
        }
        double p = Double.parseDouble(percentile.group(1));
        return p > 0 && p <= 100 ? new Metric.Percentile(p) : null;
    }

    private static double limit(Metric metric, String text) throws InvalidThresholdException {
        if (metric instanceof Metric.Timed) {
            return Durations.parse(text)
                    .orElseThrow(() -> expected("a duration such as 500ms", text))
                    .toNanos();
        }
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        if (!NUMBER.matcher(number).matches() || percent && !(metric instanceof Metric.FailureRatio)) {
            throw expected(metric instanceof Metric.FailureRatio ? "a share such as 1% or 0.01" : "a number", text);
        }
        double value = Double.parseDouble(number) / (percent ? 100 : 1);
        if (metric instanceof Metric.FailureRatio && value > 1) {
            throw expected("a share from 0 to 1, or from 0% to 100%", text);
        }
        return value;
    }

    private static InvalidThresholdException expected(String expected, String found) {
        return new InvalidThresholdException("expected " + expected + " as the limit, found \"" + found + '"');
    }
}
