package dev.onrush.runner.code;

import dev.onrush.api.LoadTestShape;
import dev.onrush.contract.plan.TagSelection;
import java.time.Duration;
import java.util.ArrayList;
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
        Transport transport,
        Map<String, String> headers,
        Duration timeout) {
    /** The plan with the chosen tasks only, and without classes that have none left; empty when that leaves nothing. */
    Optional<CodedPlan> choosing(TagSelection selection) {
        List<CodedClass<?>> left = new ArrayList<>();
        classes.forEach(codedClass -> codedClass.choosing(selection).ifPresent(left::add));
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new CodedPlan(left, events, shape, options, transport, headers, timeout));
    }
}
