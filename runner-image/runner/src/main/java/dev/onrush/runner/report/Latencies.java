package dev.onrush.runner.report;

import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.report.Latency;
import dev.onrush.runner.stats.Bounds;
import dev.onrush.runner.stats.Bracket;
import java.util.function.ToDoubleFunction;

/** Writes statistics of durations as text. */
final class Latencies {
    private static final String UNKNOWN = "unknown";

    private Latencies() {}

    /** What was seen; null without a sample. */
    static Latency atMost(Bracket bracket) {
        return of(bracket, Bounds::atMost);
    }

    /** The least that it can have been; null without a sample. */
    static Latency atLeast(Bracket bracket) {
        return of(bracket, Bounds::atLeast);
    }

    private static Latency of(Bracket bracket, ToDoubleFunction<Bounds> end) {
        if (bracket.count() == 0) {
            return null;
        }
        return new Latency(
                text(end, bracket.min()),
                text(end, bracket.mean()),
                text(end, bracket.percentile(50)),
                text(end, bracket.percentile(90)),
                text(end, bracket.percentile(95)),
                text(end, bracket.percentile(99)),
                text(end, bracket.percentile(99.9)),
                text(end, bracket.max()));
    }

    private static String text(ToDoubleFunction<Bounds> end, Bounds bounds) {
        double nanos = end.applyAsDouble(bounds);
        return nanos == Bounds.UNKNOWN ? UNKNOWN : Durations.format(nanos);
    }

    /** One value, and its bounds in brackets where they differ: {@code 231ms [229ms, 231ms]}. */
    static String text(Bounds bounds) {
        String least = Durations.format(bounds.atLeast());
        if (!bounds.isKnown()) {
            return "at least " + least;
        }
        String most = Durations.format(bounds.atMost());
        return bounds.isOneValue() ? most : most + " [" + least + ", " + most + "]";
    }
}
