package dev.onrush.runner.hooks;

import java.net.URI;

/**
 * A process's place in a run.
 *
 * @param id the process among the run's
 * @param workerIndex from 0; -1 on a master
 */
public record Place(String runId, String id, int workerIndex, URI target) {}
