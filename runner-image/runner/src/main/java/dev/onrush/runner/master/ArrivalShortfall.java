package dev.onrush.runner.master;

import dev.onrush.contract.report.RunSummary.Distrust;
import dev.onrush.runner.report.Arrivals;
import dev.onrush.runner.stats.RunTotals;
import java.util.Optional;

/** Says so when fewer arrivals started than were wanted. */
final class ArrivalShortfall {
    /** So many may be missing, of those that were due: workers do not start and stop at the same moment. */
    private static final double ALLOWED = 0.01;

    /** Random arrivals are more or fewer than on average; beyond four standard deviations it is hardly chance. */
    private static final double DEVIATIONS = 4;

    private ArrivalShortfall() {}

    static Optional<Distrust> of(Arrivals due, RunTotals totals) {
        double chance = due.random() ? DEVIATIONS * Math.sqrt(due.due()) : 0;
        long started = totals.startDelay().count();
        double missing = due.due() - started - chance;
        if (missing <= 1 + ALLOWED * due.due()) {
            return Optional.empty();
        }
        String text = started + " of " + due.due() + " arrivals started, "
                + totals.dropped().count()
                + " waited too long for a user or still did at the end: the load was not the one that was asked for";
        return Optional.of(new Distrust("ArrivalRateNotReached", text));
    }
}
