package dev.onrush.contract.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdTest {
    static Stream<Arguments> valid() {
        Metric.Latency p95 = new Metric.Percentile(95);
        Metric ratio = new Metric.FailureRatio();
        return Stream.of(
                Arguments.of("http.latency.p95 < 500ms", p95, null, Comparison.LESS, 500e6),
                Arguments.of("  http.latency.p95<500ms ", p95, null, Comparison.LESS, 500e6),
                Arguments.of("http.latency.p95{name=/checkout} <= 1s", p95, "/checkout", Comparison.LESS_OR_EQUAL, 1e9),
                Arguments.of("http.latency.p95 { name = a b } < 1s", p95, "a b", Comparison.LESS, 1e9),
                Arguments.of("http.latency.p95{name=/products/{id}} < 1s", p95, "/products/{id}", Comparison.LESS, 1e9),
                Arguments.of("http.latency.p95{ name = {a} } b{c }<1s", p95, "{a} } b{c", Comparison.LESS, 1e9),
                Arguments.of("http.latency.p95{name=a} < 5} < 1s", p95, "a} < 5", Comparison.LESS, 1e9),
                Arguments.of("http.latency.p999 < 1m", new Metric.Percentile(99.9), null, Comparison.LESS, 60e9),
                Arguments.of("http.latency.p99.99 < 1s", new Metric.Percentile(99.99), null, Comparison.LESS, 1e9),
                Arguments.of("http.latency.p100 < 1s", new Metric.Percentile(100), null, Comparison.LESS, 1e9),
                Arguments.of("http.latency.p0.1 > 0s", new Metric.Percentile(0.1), null, Comparison.GREATER, 0),
                Arguments.of("http.latency.min > 1us", Metric.Extreme.MIN, null, Comparison.GREATER, 1e3),
                Arguments.of("http.latency.mean < 1h", Metric.Extreme.MEAN, null, Comparison.LESS, 3600e9),
                Arguments.of("http.latency.max < 1.5s", Metric.Extreme.MAX, null, Comparison.LESS, 1.5e9),
                Arguments.of("http.service.p95 < 1ms", new Metric.Service(p95), null, Comparison.LESS, 1e6),
                Arguments.of(
                        "http.service.max{name=/a} < 1s",
                        new Metric.Service(Metric.Extreme.MAX),
                        "/a",
                        Comparison.LESS,
                        1e9),
                Arguments.of("http.failureRatio < 1%", ratio, null, Comparison.LESS, 0.01),
                Arguments.of("http.failureRatio < 0.01", ratio, null, Comparison.LESS, 0.01),
                Arguments.of("http.failureRatio <= 100%", ratio, null, Comparison.LESS_OR_EQUAL, 1),
                Arguments.of("http.failureRatio{name=/a} <= 0", ratio, "/a", Comparison.LESS_OR_EQUAL, 0),
                Arguments.of("http.requests > 1000", new Metric.Requests(), null, Comparison.GREATER, 1000),
                Arguments.of("http.failures <= 0", new Metric.Failures(), null, Comparison.LESS_OR_EQUAL, 0),
                Arguments.of(
                        "http.requestsPerSecond >= 2.5",
                        new Metric.RequestsPerSecond(),
                        null,
                        Comparison.GREATER_OR_EQUAL,
                        2.5));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void anExpressionIsReadAsMetricNameComparisonAndLimit(
            String expression, Metric metric, String name, Comparison comparison, double limit)
            throws InvalidThresholdException {
        assertEquals(
                new Threshold(expression.strip(), metric, Optional.ofNullable(name), comparison, limit),
                Threshold.parse(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | expected a metric, a comparison and a limit",
                "http.latency.p95 | expected a metric, a comparison and a limit",
                "http.latency.p95 < | expected a metric, a comparison and a limit",
                "http.latency.p95 = 1s | expected a metric, a comparison and a limit",
                "http.latency.p95 == 1s | expected a metric, a comparison and a limit",
                "http.latency.p95 < 1s and more | expected a metric, a comparison and a limit",
                "http.latency.p95{} < 1s | expected a metric, a comparison and a limit",
                "http.latency.p95{name=} < 1s | expected a metric, a comparison and a limit",
                "http.latency.p95{method=GET} < 1s | expected a metric, a comparison and a limit",
                "http.latency.p95{name= } < 1s | expected a metric, a comparison and a limit",
                "http.latency.p95{name=/a < 1s | expected a metric, a comparison and a limit",
                "http.latency.p95}name=/a{ < 1s | expected a metric, a comparison and a limit",
                "http.latency.p95 < 1s{name=/a} | expected a duration such as 500ms as the limit",
                "http.latency.p95{name=/a} < 1s} | expected a metric, a comparison and a limit",
                "http.latency.{name=/a}p95 < 1s | expected a metric, a comparison and a limit",
                "latency.p95 < 1s | expected one of http.latency.pN",
                "http.latency.p0 < 1s | expected one of http.latency.pN",
                "http.latency.p101 < 1s | expected one of http.latency.pN",
                "http.latency.p < 1s | expected one of http.latency.pN",
                "http.latency.median < 1s | expected one of http.latency.pN",
                "http.service.median < 1s | expected one of http.latency.pN",
                "http.service < 1s | expected one of http.latency.pN",
                "http.service.p95 < 5 | expected a duration",
                "HTTP.requests > 1 | expected one of http.latency.pN",
                "http.latency.p95 < 500 | expected a duration such as 500ms as the limit",
                "http.latency.p95 < -1s | expected a duration",
                "http.latency.p95 < 1% | expected a duration",
                "http.failureRatio < 1s | expected a share such as 1% or 0.01",
                "http.failureRatio < 5 | expected a share from 0 to 1",
                "http.failureRatio < 101% | expected a share from 0 to 1",
                "http.failureRatio < -1% | expected a share",
                "http.requests > 1% | expected a number",
                "http.requests > 1k | expected a number",
                "http.requests > NaN | expected a number",
                "http.requestsPerSecond > 1e3 | expected a number"
            })
    void whatTheGrammarDoesNotKnowIsRefused(String expression, String message) {
        InvalidThresholdException refused =
                assertThrows(InvalidThresholdException.class, () -> Threshold.parse(expression));
        assertTrue(refused.getMessage().contains(message), refused::getMessage);
    }

    @Test
    void theLongestExpressionHas256Characters() throws InvalidThresholdException {
        String longest = "http.requests{name=" + "x".repeat(256 - 23) + "}> 1";
        assertEquals(256, longest.length());
        assertEquals(longest, Threshold.parse(longest).expression());
        assertThrows(InvalidThresholdException.class, () -> Threshold.parse(longest + "0"));
        assertThrows(InvalidThresholdException.class, () -> Threshold.parse(null));
    }

    @ParameterizedTest
    @CsvSource({"LESS, true, false, false", "LESS_OR_EQUAL, true, true, false", "GREATER, false, false, true"})
    void comparisonsHoldAsTheirSymbolsSay(Comparison comparison, boolean below, boolean equal, boolean above) {
        assertEquals(below, comparison.holds(1, 2));
        assertEquals(equal, comparison.holds(2, 2));
        assertEquals(above, comparison.holds(3, 2));
    }
}
