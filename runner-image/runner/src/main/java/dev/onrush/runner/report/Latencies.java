package dev.onrush.runner.report;

import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.report.Latency;
import dev.onrush.runner.stats.Samples;

/** Writes samples as durations. */
final class Latencies {
    private Latencies() {}

    /** Null without a sample. */
    static Latency of(Samples samples) {
        if (samples.requests() == 0) {
            return null;
        }
        return new Latency(
                Durations.format(samples.min()),
                Durations.format(samples.mean()),
                percentile(samples, 50),
                percentile(samples, 90),
                percentile(samples, 95),
                percentile(samples, 99),
                percentile(samples, 99.9),
                Durations.format(samples.max()));
    }

    private static String percentile(Samples samples, double percentile) {
        return Durations.format(samples.percentile(percentile));
    }
}
