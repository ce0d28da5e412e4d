package dev.onrush.runner.master;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One worker, for people.
 *
 * @param index from 0, stable for the run
 * @param id the worker's own, the same as long as it takes part
 * @param state Locust's: ready, spawning, running, stopping, cleanup (no user runs any more and its last report is awaited), stopped,
 *     missing; or degraded: alive, but its heartbeats are late or its load's event loop is
 * @param users that run on it
 * @param cores that its process uses, averaged over some seconds; 0 before the first measurement
 * @param memoryBytes of its process, resident; 0 before the first measurement
 * @param lastSeenMillis how long ago it was heard from
 * @param roundTripMillis how long the master's last answer took to reach it; 0 before the first
 */
public record WorkerView(
        int index,
        String id,
        String host,
        long pid,
        String state,
        int users,
        double cores,
        long memoryBytes,
        long lastSeenMillis,
        double roundTripMillis) {
    /** True while the worker takes part. */
    @JsonIgnore
    public boolean isConnected() {
        return !state.equals("missing") && !state.equals("stopped");
    }
}
