package dev.onrush.runner.code;

import dev.onrush.api.HttpClientKind;
import dev.onrush.api.LoadTestShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan in Java said.
 *
 * @param classes at least one
 * @param headers of every request that does not set them itself
 */
public record CodedPlan(
        List<CodedClass<?>> classes,
        PlanEvents events,
        Optional<LoadTestShape> shape,
        PlanOptionSet options,
        HttpClientKind client,
        Map<String, String> headers,
        Duration timeout) {}
