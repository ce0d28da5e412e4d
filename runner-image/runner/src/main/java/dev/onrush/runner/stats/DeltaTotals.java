package dev.onrush.runner.stats;

import dev.onrush.runner.stats.DeltaSamples.DeltaTimes;

/**
 * What a delta counts beside its samples.
 *
 * @param aborted as {@link RunTotals#aborted}
 * @param dropped as {@link RunTotals#dropped}
 * @param startDelay as {@link RunTotals#startDelay}
 */
record DeltaTotals(long aborted, DeltaTimes dropped, DeltaTimes startDelay) {
    void addTo(RunTotals totals) {
        totals.abort(aborted);
        dropped.addTo(totals.dropped());
        startDelay.addTo(totals.startDelay());
    }
}
