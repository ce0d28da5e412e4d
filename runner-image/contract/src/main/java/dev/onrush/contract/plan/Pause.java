package dev.onrush.contract.plan;

import java.time.Duration;

/**
 * Think time inside a task, drawn evenly from a range.
 *
 * @param max equal to {@code min} for a fixed time
 */
public record Pause(Duration min, Duration max) implements Step {}
