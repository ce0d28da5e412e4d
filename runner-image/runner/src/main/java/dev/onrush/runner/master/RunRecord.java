package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import java.time.Instant;

/** The facts of a run that change as it goes. */
final class RunRecord {
    private static final String WAITING = "waiting for workers";

    private RunState state = RunState.Starting;
    private String reason = "WaitingForWorkers";
    private String message = WAITING;
    private Instant startTime;
    private Instant completionTime;
    private long startNanos;
    private long stopNanos;
    private long measuringNanos;
    private int peakUsers;

    /** @param what keeps a worker from being ready; null when nothing is known to */
    void waiting(String what) {
        if (state == RunState.Starting) {
            message = what == null ? WAITING : WAITING + "; " + what;
        }
    }

    void started(long nanos, Instant at) {
        state = RunState.Running;
        reason = "Running";
        message = "users are running";
        startNanos = nanos;
        measuringNanos = nanos;
        stopNanos = 0;
        startTime = at;
    }

    /** The users' time is over; the reason is what the run will have ended with. */
    void stopping(long nanos, String why, String text) {
        state = RunState.Stopping;
        reason = why;
        message = text;
        stopNanos = nanos;
    }

    void ended(RunState how, String why, String text, Instant at) {
        state = how;
        reason = why;
        message = text;
        completionTime = at;
    }

    void users(int now) {
        peakUsers = Math.max(peakUsers, now);
    }

    /** What was measured before is forgotten. */
    void measuringSince(long nanos) {
        measuringNanos = Math.max(nanos, startNanos);
    }

    /** How long users ran, or have run so far, in nanoseconds, of the time that is measured. */
    long ranNanos(long now) {
        return startTime == null ? 0 : Math.max(1, (stopNanos == 0 ? now : stopNanos) - measuringNanos);
    }

    RunState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    String message() {
        return message;
    }

    Instant startTime() {
        return startTime;
    }

    Instant completionTime() {
        return completionTime;
    }

    long startNanos() {
        return startNanos;
    }

    int peakUsers() {
        return peakUsers;
    }
}
