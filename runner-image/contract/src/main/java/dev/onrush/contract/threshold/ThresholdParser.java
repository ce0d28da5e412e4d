package dev.onrush.contract.threshold;

import dev.onrush.contract.quantity.Durations;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the grammar that {@link Threshold} publishes. */
final class ThresholdParser {
    private static final Pattern SHAPE = Pattern.compile(
            "\\s*([A-Za-z0-9.]+)\\s*(?:\\{\\s*name\\s*=\\s*([^{}]+?)\\s*})?\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");
    private static final Pattern PERCENTILE = Pattern.compile("http\\.latency\\.p(\\d+(?:\\.\\d+)?)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Map<String, Metric> METRICS = Map.of(
            "http.latency.min", Metric.Extreme.MIN,
            "http.latency.mean", Metric.Extreme.MEAN,
            "http.latency.max", Metric.Extreme.MAX,
            "http.latency.p999", new Metric.Percentile(99.9),
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
        Matcher shape = SHAPE.matcher(expression);
        if (!shape.matches()) {
            throw new InvalidThresholdException(
                    "expected a metric, a comparison and a limit such as http.latency.p95 < 500ms, found \""
                            + expression + '"');
        }
        Metric metric = metric(shape.group(1));
        Comparison comparison = Comparison.of(shape.group(3)).orElseThrow();
        double limit = limit(metric, shape.group(4));
        return new Threshold(expression.strip(), metric, Optional.ofNullable(shape.group(2)), comparison, limit);
    }

    private static Metric metric(String name) throws InvalidThresholdException {
        Metric known = METRICS.get(name);
        if (known != null) {
            return known;
        }
        Matcher percentile = PERCENTILE.matcher(name);
        if (percentile.matches()) {
            double p = Double.parseDouble(percentile.group(1));
            if (p > 0 && p <= 100) {
                return new Metric.Percentile(p);
            }
        }
        throw new InvalidThresholdException("expected one of http.latency.pN (N above 0, at most 100), "
                + String.join(", ", METRICS.keySet().stream().sorted().toList()) + ", found \"" + name + '"');
    }

    private static double limit(Metric metric, String text) throws InvalidThresholdException {
        if (metric instanceof Metric.Latency) {
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
