package dev.onrush.runner.master;

import dev.onrush.runner.master.WorkerEntry.State;
import java.time.Duration;
import java.util.stream.IntStream;

/** Workers as people see them: Locust's states, and one between running and missing. */
final class WorkerStates {
    /** Heartbeats that may be late before a worker is degraded. */
    private static final int LATE_BEATS = 3;

    private final Duration late;

    WorkerStates(MasterOptions.Timing timing) {
        this.late = timing.heartbeat().multipliedBy(LATE_BEATS);
    }

    /**
     * The worker as it is now.
     *
     * @param stopping whether the run's users were told to stop
     * @param now of {@link System#nanoTime}
     */
    WorkerView view(WorkerEntry worker, boolean stopping, long now) {
        Duration silence = Duration.ofNanos(Math.max(0, now - worker.lastSeen()));
        return new WorkerView(
                worker.index(),
                worker.id(),
                worker.host(),
                worker.pid(),
                state(worker, stopping, silence),
                worker.users(),
                worker.process().cores(),
                worker.process().memoryBytes(),
                silence.toMillis(),
                worker.roundTripMicros() / 1_000.0);
    }

    private String state(WorkerEntry worker, boolean stopping, Duration silence) {
        if (worker.state() == State.DONE) {
            return "stopped";
        }
        if (worker.isMissing()) {
            return "missing";
        }
        if (silence.compareTo(late) > 0 || worker.health().isSlowNow()) {
            return "degraded";
        }
        if (worker.state() != State.RUNNING) {
            return "ready";
        }
        if (stopping) {
            return worker.users() > 0 ? "stopping" : "cleanup";
        }
        return worker.users() == IntStream.of(worker.assigned()).sum() ? "running" : "spawning";
    }
}
