package dev.onrush.contract.plan;

import java.util.List;
import java.util.Set;

/**
 * Steps that belong together.
 *
 * @param weight how often the task is picked, next to the others of its class; one or more
 * @param tags by which a run can choose it or leave it out
 * @param steps in order; a request that fails does not end the task
 */
public record Task(String name, int weight, Set<String> tags, List<Step> steps) {}
