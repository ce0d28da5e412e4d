package dev.onrush.runner.master;

import dev.onrush.contract.run.LoadShape;
import dev.onrush.runner.master.WorkerEntry.State;
import dev.onrush.runner.report.Marks;
import dev.onrush.runner.stats.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Up to when a run's requests are known of, by the watermarks of its workers, and what its load did meanwhile. */
final class RunMarks implements Marks {
    private final LoadShape shape;
    private final WorkerRegistry workers;
    private final RunRecord run;
    private final Pacer pacer;
    private long closed;
    private List<WorkerEntry> lost = List.of();

    RunMarks(LoadShape shape, WorkerRegistry workers, RunRecord run, Pacer pacer) {
        this.shape = shape;
        this.workers = workers;
        this.run = run;
        this.pacer = pacer;
    }

    /** Looks at the watermarks. What is closed stays closed. @param elapsed of the run, in nanoseconds */
    void look(long elapsed) {
        lost = workers.where(WorkerEntry::wasLost);
        if (run.state().isFinal()) {
            closed = Long.MAX_VALUE;
        } else if (!run.isAwaiting()) {
            long low = workers.in(State.RUNNING).stream()
                    .mapToLong(WorkerEntry::watermark)
                    .min()
                    .orElse(elapsed);
            closed = Math.max(closed, Math.min(low, elapsed));
        }
    }

    /** Everything that was due before is known. */
    long closed() {
        return closed;
    }

    @Override
    public Instant start() {
        return run.startTime();
    }

    @Override
    public long end() {
        long stopped = run.elapsedAtStop().toNanos();
        return stopped > 0 ? stopped : run.elapsedNanos(System.nanoTime());
    }

    @Override
    public boolean isClosed(long time) {
        return time <= closed;
    }

    @Override
    public boolean isComplete(long from, long to) {
        return from >= run.unknownUntil() && lost.stream().noneMatch(worker -> worker.misses(from, to));
    }

    @Override
    public Phase phase(long from, long to, boolean moving) {
        long stopped = run.elapsedAtStop().toNanos();
        if (stopped > 0 && to > stopped) {
            return Phase.STOPPING;
        }
        Duration since = Duration.ofNanos(from);
        // Once something else is wanted, the definition says nothing of it any more, and each move was noted.
        boolean ramp = moving || pacer.isAsDefined(since) && Movement.within(shape, since, Duration.ofNanos(to));
        return ramp ? Phase.RAMP : Phase.STEADY;
    }
}
