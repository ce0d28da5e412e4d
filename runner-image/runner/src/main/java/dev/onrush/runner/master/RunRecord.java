package dev.onrush.runner.master;

import dev.onrush.contract.report.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The facts of a run that change as it goes. */
final class RunRecord {
    private static final String WAITING = "waiting for workers";

    private volatile String id;
    private int notReturned;
    private RunState state = RunState.Starting;
    private String reason = "WaitingForWorkers";
    private String message = WAITING;
    private Instant startTime;
    private Instant completionTime;
    private long startNanos;
    private long stopNanos;
    private long measuringNanos;
    private long resets;
    private int peakUsers;
    private boolean awaiting;
    private long unknownUntil;

    RunRecord(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** It goes on with a run that another master began. */
    void takeOver(String other) {
        id = other;
    }

    /** How many workers of the master before did not come to this one. */
    int notReturned() {
        return notReturned;
    }

    /** Workers of the master before may still come, with all that they measured. */
    void awaiting() {
        awaiting = true;
    }

    boolean isAwaiting() {
        return awaiting;
    }

    /** Whoever is not here now will not come. */
    void notReturned(int workers, long nanos) {
        awaiting = false;
        notReturned = workers;
        unknownUntil = workers > 0 ? elapsedNanos(nanos) : 0;
    }

    /** Of what was done before this time since the start, in nanoseconds, something is missing; 0 when nothing is. */
    long unknownUntil() {
        return unknownUntil;
    }

    /** Since the users began, in nanoseconds; 0 before. */
    long elapsedNanos(long now) {
        return startTime == null ? 0 : Math.max(0, now - startNanos);
    }

    /** Since the users began, in milliseconds; negative before. */
    long elapsedMillis(long now) {
        return startTime == null ? -1 : TimeUnit.NANOSECONDS.toMillis(now - startNanos);
    }

    /** Since what is measured began to be, in milliseconds; negative before. */
    long measuredMillis(long now) {
        return startTime == null ? -1 : TimeUnit.NANOSECONDS.toMillis(now - measuringNanos);
    }

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

    /** The same because somebody wants it now. */
    void reset(long nanos) {
        measuringSince(nanos);
        resets++;
    }

    /** How often that was so. */
    long resets() {
        return resets;
    }

    /** How long users ran, or have run so far, in nanoseconds, of the time that is measured. */
    long ranNanos(long now) {
        return startTime == null ? 0 : Math.max(1, (stopNanos == 0 ? now : stopNanos) - measuringNanos);
    }

    /** From the start until the users' time was over; zero where there was no such time. */
    Duration elapsedAtStop() {
        return startTime == null || stopNanos == 0
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, stopNanos - startNanos));
    }

    /** From the start until what is measured began to be. */
    Duration elapsedAtReset() {
        return Duration.ofNanos(measuringNanos - startNanos);
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
