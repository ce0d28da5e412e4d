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
import dev.onrush.runner.stats.Intervals;
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
    private final Starts starts;
    private final RunMarks marks;
    private long looked = -1;

    Findings(RunParts parts, RequestNames names, RunStatistics statistics, PlanRuntime runtime, MasterHealth health) {
        this.options = parts.options();
        this.workers = parts.workers();
        this.run = parts.record();
        this.pacer = parts.pacer();
        this.arrivals = parts.arrivals();
        this.starts = parts.starts();
        this.names = names;
        this.statistics = statistics;
        this.observer = new Observer(names, statistics);
        this.runtime = runtime;
        this.health = health;
        this.marks = new RunMarks(options.definition().shape(), workers, run, pacer);
    }

    /** To be called about once a second. */
    void look() {
        if (run.state() == RunState.Running || run.state() == RunState.Stopping) {
            long now = System.nanoTime();
            observer.look(now, Instant.now());
            note(run.elapsedNanos(now));
        }
    }

    /** What the intervals since the look before have to know, which workers do not tell. */
    private void note(long elapsed) {
        Intervals intervals = statistics.intervals();
        long moved = pacer.moved().toNanos();
        int users = workers.users();
        long before = looked < 0 ? Math.max(0, elapsed - Intervals.SECOND) : looked;
        for (long at = before; at < elapsed; at += Intervals.SECOND) {
            intervals.at(at).users(users);
            if (at <= moved) {
                intervals.at(at).moved();
            }
        }
        intervals.at(elapsed).users(users);
        if (moved >= before) {
            intervals.at(moved).moved();
        }
        looked = elapsed;
        marks.look(elapsed);
        intervals.pack(marks.closed());
    }

    /** Rates and counts are of the time from now on. */
    void reset() {
        long now = System.nanoTime();
        statistics.reset(run.elapsedNanos(now));
        observer.reset();
        runtime.exceptions().cut();
        run.reset(now);
    }

    RunSummary summary() {
        return snapshot().summary();
    }

    Report report() {
        History history = course();
        return snapshot().report().with(starts.skew(), history.steady(), history.points(), exceptions());
    }

    Statistics statistics() {
        return observer.statistics(Instant.now(), workers.users(), Duration.ofNanos(run.ranNanos(System.nanoTime())));
    }

    List<History.Point> history() {
        return course().points();
    }

    private History course() {
        if (run.startTime() != null && run.elapsedAtReset().isPositive()) {
            // Where a master before this one was told to, nobody has told the intervals.
            statistics.intervals().begin(run.elapsedAtReset().toNanos());
        }
        marks.look(run.elapsedNanos(System.nanoTime()));
        return new History(statistics.intervals(), marks);
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
                // What a plan's shape wants at this moment is nothing that anybody asked for.
                runtime.hasShape() ? null : pacer.load().orElse(null),
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
