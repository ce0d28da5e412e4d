package dev.onrush.contract.plan;

import java.util.List;

/**
 * Steps that belong together.
 *
 * @param weight how often the task is picked, next to the others of its class; one or more
 * @param steps in order; a request that fails does not end the task
 */
public record Task(String name, int weight, List<Step> steps) {}
