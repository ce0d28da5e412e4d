package dev.onrush.runner.session;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where a session is.
 *
 * @param state in Locust's words: ready, spawning, running, stopping, stopped
 * @param runId of the run that is under way or, between runs, the last one; absent before the first
 * @param runs begun so far
 * @param workers that are connected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(String state, String runId, int runs, int workers) {}
