package dev.onrush.contract.run;

import dev.onrush.contract.input.Problems;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Checks where a plan comes from. */
final class PlanSourceReader {
    private final Problems problems;
    private final ToIntFunction<String> lines;

    PlanSourceReader(Problems problems, ToIntFunction<String> lines) {
        this.problems = problems;
        this.lines = lines;
    }

    void check(PlanSource plan) {
        if (plan == null
                || Stream.of(plan.configMap(), plan.inline(), plan.path())
                                .filter(Objects::nonNull)
                                .count()
                        != 1) {
            wrong("spec.plan", "expected exactly one of plan.configMap, plan.inline and plan.path");
            return;
        }
        if (plan.configMap() != null
                && (plan.configMap().name() == null || plan.configMap().name().isBlank())) {
            wrong("spec.plan.configMap.name", "expected a ConfigMap's name");
        }
        if (plan.path() != null && !plan.path().matches(PlanSource.PATH)) {
            wrong(
                    "spec.plan.path",
                    "expected an absolute path in the image such as /plans/checkout.jar, without . and .., found \""
                            + plan.path() + '"');
        }
        if (plan.options() != null) {
            options(plan.options());
        }
    }

    private void options(Map<String, String> options) {
        if (options.size() > PlanSource.MAX_OPTIONS) {
            wrong(
                    "spec.plan.options",
                    "expected at most " + PlanSource.MAX_OPTIONS + " options, found " + options.size());
        }
        options.forEach((name, value) -> {
            if (value == null || value.length() > PlanSource.MAX_OPTION) {
                wrong(
                        "spec.plan.options." + name,
                        "expected a text of at most " + PlanSource.MAX_OPTION + " characters");
            }
        });
    }

    private void wrong(String field, String message) {
        problems.add(lines.applyAsInt(field), field, message);
    }
}
