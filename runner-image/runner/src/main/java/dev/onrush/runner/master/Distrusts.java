package dev.onrush.runner.master;

import dev.onrush.contract.report.RunSummary.Distrust;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds reasons why a run's numbers say less about the target than they seem to. */
final class Distrusts {
    private Distrusts() {}

    static List<Distrust> of(WorkerRegistry workers) {
        List<Distrust> reasons = new ArrayList<>();
        add(
                reasons,
                "WorkersLost",
                workers.in(WorkerEntry.State.LOST),
                " lost: at most " + workers.unaccounted() + " requests are in no result");
        add(
                reasons,
                "WorkerCpuSaturated",
                workers.where(WorkerEntry::isSaturated),
                " used more than 90% of a core for seconds: the generator was the bottleneck");
        add(
                reasons,
                "WorkerStalled",
                workers.where(WorkerEntry::isStalled),
                " had its event loop held up by 200ms or more for seconds: too little CPU, or throttled");
        return reasons;
    }

    private static void add(List<Distrust> reasons, String reason, List<WorkerEntry> workers, String what) {
        if (!workers.isEmpty()) {
            String names = workers.stream().limit(5).map(WorkerEntry::name).collect(Collectors.joining(", "));
            String more = workers.size() > 5 ? " and " + (workers.size() - 5) + " more" : "";
            reasons.add(new Distrust(reason, names + more + what));
        }
    }
}
