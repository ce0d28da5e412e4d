package dev.onrush.runner.report;

import java.util.List;

/**
 * Exceptions of a plan's code that are the same.
 *
 * @param traceback where in the plan they come from
 * @param nodes where they were thrown: workers, or the master
 */
public record CountedException(long count, String message, String traceback, List<String> nodes) {}
