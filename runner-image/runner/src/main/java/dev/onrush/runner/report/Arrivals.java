package dev.onrush.runner.report;

import dev.onrush.contract.quantity.Decimals;
import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.report.ArrivalResults;
import dev.onrush.runner.stats.RunTotals;

/**
 * What was due in the open model.
 *
 * @param rate per second
 * @param due arrivals so far; on average, where they are random
 */
public record Arrivals(double rate, long due, boolean random) {
    static ArrivalResults results(Arrivals arrivals, RunTotals totals) {
        boolean any = totals.startDelay().count() > 0;
        // A worker whose clock is a little ahead had started some more when the run was stopped.
        long decided = totals.startDelay().count() + totals.dropped().count();
        return new ArrivalResults(
                Decimals.rate(arrivals.rate()),
                arrivals.random() ? null : Math.max(arrivals.due(), decided),
                totals.startDelay().count(),
                totals.dropped().count(),
                any ? Durations.format(totals.startDelay().percentile(99)) : null,
                any ? Durations.format(totals.startDelay().max()) : null);
    }
}
