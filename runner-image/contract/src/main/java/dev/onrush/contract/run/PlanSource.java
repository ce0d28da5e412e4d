package dev.onrush.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the plan comes from: exactly one of a ConfigMap and the text itself. */
@ValidationRule(
        value = "has(self.configMap) != has(self.inline)",
        message = "expected exactly one of plan.configMap and plan.inline")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanSource(
        @JsonPropertyDescription("A ConfigMap in the same namespace. Every key is mounted into master and workers.")
        ConfigMapReference configMap,

        @JsonPropertyDescription("The plan itself: YAML, or Java where entry names a file that ends in .java.")
        @Size(min = 1, max = 262144)
        String inline,

        @JsonPropertyDescription(
                "The key that holds the plan, in YAML or Java. Default: plan.yaml, else the only key that ends in .yaml, .yml or .java, else the only jar.")
        @Size(min = 1, max = 253)
        @Pattern("^[-._a-zA-Z0-9]+$")
        String entry) {

    /** A ConfigMap in the LoadTest's namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfigMapReference(
            @JsonPropertyDescription("The ConfigMap's name.") @Required @Size(min = 1, max = 253)
            String name) {}
}
