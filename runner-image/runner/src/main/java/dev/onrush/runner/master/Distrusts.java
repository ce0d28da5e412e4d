package dev.onrush.runner.master;

import dev.onrush.contract.report.RunSummary.Distrust;
import dev.onrush.runner.master.WorkerHealth.Ailment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds reasons why a run's numbers say less about the target than they seem to. */
final class Distrusts {
    private Distrusts() {}

    static List<Distrust> of(WorkerRegistry workers, boolean masterSaturated, int notReturned) {
        List<Distrust> reasons = new ArrayList<>();
        add(
                reasons,
                "WorkersLost",
                workers.in(WorkerEntry.State.LOST),
                " lost: at most " + workers.unaccounted() + " requests are in no result");
        add(
                reasons,
                "WorkersAway",
                workers.where(worker -> worker.state() != WorkerEntry.State.LOST
                        && !worker.away().isZero()),
                " could not be reached for longer than the lease, and came back: nothing is missing, but there were fewer"
                        + " users for a while");
        add(
                reasons,
                "WorkersLeft",
                workers.where(WorkerEntry::hasLeftEarly),
                " left before the end: nothing that it measured is missing, but there was less load, for a while or from"
                        + " then on");
        add(
                reasons,
                "WorkerCpuSaturated",
                ailing(workers, Ailment.SATURATED),
                " had no CPU to spare for seconds: the generator was the bottleneck");
        add(
                reasons,
                "WorkerThrottled",
                ailing(workers, Ailment.THROTTLED),
                " was frozen by the kernel because its CPU limit was used up");
        add(
                reasons,
                "WorkerStalled",
                ailing(workers, Ailment.STALLED),
                " had its load held up for seconds: too little CPU, or others took it");
        if (notReturned > 0) {
            reasons.add(new Distrust(
                    "MasterRestarted",
                    "the master started again, and " + notReturned
                            + " of its workers did not come back: what they measured is in no result"));
        }
        if (masterSaturated) {
            reasons.add(new Distrust("MasterCpuSaturated", "the master had no CPU to spare for seconds"));
        }
        return reasons;
    }

    private static List<WorkerEntry> ailing(WorkerRegistry workers, Ailment ailment) {
        return workers.where(worker -> worker.health().has(ailment));
    }

    private static void add(List<Distrust> reasons, String reason, List<WorkerEntry> workers, String what) {
        if (!workers.isEmpty()) {
            String names = workers.stream().limit(5).map(WorkerEntry::name).collect(Collectors.joining(", "));
            String more = workers.size() > 5 ? " and " + (workers.size() - 5) + " more" : "";
            reasons.add(new Distrust(reason, names + more + what));
        }
    }
}
