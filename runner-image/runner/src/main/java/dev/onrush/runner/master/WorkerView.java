package dev.onrush.runner.master;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One worker, for people.
 *
 * @param index from 0, stable for the run
 * @param state as Locust names them: ready, spawning, running, stopping, stopped, missing
 * @param users that run on it
 * @param cores that its process uses, averaged over some seconds; 0 before the first measurement
 * @param memoryBytes of its process, resident; 0 before the first measurement
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerView(int index, String host, long pid, String state, int users, double cores, long memoryBytes) {
    /** True while the worker takes part. */
    @JsonIgnore
    public boolean isConnected() {
        return !state.equals("missing") && !state.equals("stopped");
    }
}
