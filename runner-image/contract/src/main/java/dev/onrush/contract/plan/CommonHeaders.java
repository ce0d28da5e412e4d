package dev.onrush.contract.plan;

import dev.onrush.contract.input.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plan's headers, which go with every request that does not set them itself, and what they need of each user class that sends them. */
final class CommonHeaders {
    private final Fields plan;
    private final Map<String, Template> templates;
    private final Set<String> reported = new HashSet<>();

    private CommonHeaders(Fields plan, Map<String, Template> templates) {
        this.plan = plan;
        this.templates = templates;
    }

    static CommonHeaders read(Fields plan) {
        return new CommonHeaders(plan, StepReader.templates(plan, "headers"));
    }

    Map<String, Template> templates() {
        return templates;
    }

    /** Those that go with a request that has its own. */
    List<String> besides(Set<String> own) {
        return templates.keySet().stream()
                .filter(name -> own.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
    }

    /**
     * A request with a variable that no step of its user class extracts is never sent. Noted once, however many classes it is true of.
     *
     * @param sent the headers that a class sends
     * @param extracted the variables that its steps fill
     */
    void reportUndefinedVariables(Set<String> sent, Set<String> extracted) {
        templates.forEach((header, template) -> template.variables().stream()
                .filter(variable -> sent.contains(header) && !extracted.contains(variable))
                .filter(variable -> reported.add(header + "=" + variable))
                .forEach(variable -> plan.problems()
                        .add(
                                plan.lineOf("headers." + header),
                                plan.pathOf("headers." + header),
                                "expected a variable that a step of each user class which sends the header extracts, found ${"
                                        + variable + "}")));
    }
}
