package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.contract.report.RunSummary.Distrust;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.report.Arrivals;
import dev.onrush.runner.report.CountedException;
import dev.onrush.runner.report.History;
import dev.onrush.runner.report.Observer;
import dev.onrush.runner.report.Report;
import dev.onrush.runner.report.ReportBuilder;
import dev.onrush.runner.report.Statistics;
import dev.onrush.runner.stats.RequestNames;
import dev.onrush.runner.stats.RunStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is known of a run at one moment. Used on the master's event loop. */
final class Findings {
    private final MasterOptions options;
    private final RequestNames names;
    private final RunStatistics statistics;
    private final Observer observer;
    private final WorkerRegistry workers;
    private final RunRecord run;
    private final Pacer pacer;
    private final ArrivalSchedule arrivals;
    private final PlanRuntime runtime;
    private final MasterHealth health;

    /** @param arrivals null where the load is a number of users */
    Findings(
            MasterOptions options,
            RequestNames names,
            RunStatistics statistics,
            WorkerRegistry workers,
            RunRecord run,
            Pacer pacer,
            ArrivalSchedule arrivals,
            PlanRuntime runtime,
            MasterHealth health) {
        this.options = options;
        this.names = names;
        this.statistics = statistics;
        this.observer = new Observer(names, statistics);
        this.workers = workers;
        this.run = run;
        this.pacer = pacer;
        this.arrivals = arrivals;
        this.runtime = runtime;
        this.health = health;
    }

    /** To be called about once a second. */
    void look() {
        if (run.state() == RunState.Running || run.state() == RunState.Stopping) {
            observer.look(System.nanoTime(), Instant.now(), workers.users());
        }
    }

    /** Rates and counts are of the time from now on. */
    void reset() {
        statistics.reset();
        observer.reset();
        runtime.exceptions().cut();
        run.measuringSince(System.nanoTime());
    }

    RunSummary summary() {
        return snapshot().summary();
    }

    Report report() {
        return snapshot().report().with(exceptions());
    }

    Statistics statistics() {
        return observer.statistics(Instant.now(), workers.users(), Duration.ofNanos(run.ranNanos(System.nanoTime())));
    }

    List<History.Point> history() {
        return observer.history();
    }

    List<WorkerView> workers() {
        WorkerStates states = new WorkerStates(options.timing());
        boolean stopping = run.state() == RunState.Stopping;
        long now = System.nanoTime();
        return workers.all().stream()
                .map(worker -> states.view(worker, stopping, now))
                .toList();
    }

    List<CountedException> exceptions() {
        return runtime.exceptions().list().stream()
                .map(e -> new CountedException(
                        e.count(), e.message(), e.at(), runtime.exceptions().nodes(e)))
                .toList();
    }

    /** Where the run is, in Locust's words. */
    String progress() {
        return switch (run.state()) {
            case Starting -> "spawning";
            case Running -> workers.users() < pacer.wanted() ? "spawning" : "running";
            case Stopping -> "stopping";
            case Finished, Error -> "stopped";
        };
    }

    private List<Distrust> distrusts(long now) {
        List<Distrust> distrusts = Distrusts.of(workers, health.isSaturated(), run.notReturned());
        if (arrivals != null) {
            // Reports are a little behind.
            Duration behind = run.state().isFinal()
                    ? Duration.ZERO
                    : options.timing().report().multipliedBy(3);
            Duration since = run.elapsedAtReset();
            Arrivals due =
                    arrivals.due(since, since.plusNanos(run.ranNanos(now)).minus(behind), false);
            ArrivalShortfall.of(due, statistics.totals()).ifPresent(distrusts::add);
        }
        return distrusts;
    }

    private ReportBuilder snapshot() {
        long now = System.nanoTime();
        long ran = run.ranNanos(now);
        boolean isFinal = run.state().isFinal();
        ReportBuilder.Facts facts = new ReportBuilder.Facts(
                run.id(),
                options.plan().hash(),
                pacer.load().orElse(null),
                run.state(),
                run.reason(),
                run.message(),
                run.startTime(),
                run.completionTime(),
                workers.counts(),
                distrusts(now),
                isFinal ? run.peakUsers() : workers.users(),
                workers.unaccounted(),
                ran,
                statistics.currentRate(now),
                arrivals == null ? null : due(ran, isFinal));
        return new ReportBuilder(facts, options.definition().thresholds(), names, statistics);
    }

    private Arrivals due(long ran, boolean isFinal) {
        Duration since = run.elapsedAtReset();
        return arrivals.due(since, since.plusNanos(ran), isFinal);
    }
}
