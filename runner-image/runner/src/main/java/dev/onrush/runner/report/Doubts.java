package dev.onrush.runner.report;

import dev.onrush.contract.report.RunSummary.Distrust;
import java.util.List;
import java.util.Set;

/**
 * What is not known of a run, as far as it bears on a threshold.
 *
 * @param unaccounted requests, at the most, that may have been made and of which nothing is known
 * @param smallerLoad whether the load may have been smaller than the one asked for
 */
record Doubts(long unaccounted, boolean smallerLoad) {
    static final Doubts NONE = new Doubts(0, false);

    /** A generator that was slow, which is in the bounds of what it measured. */
    private static final Set<String> SLOW =
            Set.of("WorkerCpuSaturated", "WorkerThrottled", "WorkerStalled", "MasterCpuSaturated");

    /**
     * @param openModel whether the load is a rate: then it is known whether it was reached, however slow the generator was; a number
     *     of users has no such measure
     */
    static Doubts of(List<Distrust> reasons, long unaccounted, boolean openModel) {
        boolean smaller = reasons.stream().anyMatch(reason -> !openModel || !SLOW.contains(reason.reason()));
        return new Doubts(unaccounted, smaller);
    }
}
