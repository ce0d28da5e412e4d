package dev.onrush.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Where the plan comes from, exactly one of a ConfigMap, the text itself and the image, and what its own options are. */
@ValidationRule(
        value = "[has(self.configMap), has(self.inline), has(self.path)].filter(given, given).size() == 1",
        message = "expected exactly one of plan.configMap, plan.inline and plan.path")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanSource(
        @JsonPropertyDescription("A ConfigMap in the same namespace. Every key is mounted into master and workers.")
        ConfigMapReference configMap,

        @JsonPropertyDescription("The plan itself: YAML, or Java where entry names a file that ends in .java.")
        @Size(min = 1, max = 262144)
        String inline,

        @JsonPropertyDescription(
                "A file or directory in spec.image, such as /plans/checkout.jar: the image brings the plan.")
        @Size(min = 2, max = 1024)
        @Pattern(PlanSource.PATH)
        String path,

        @JsonPropertyDescription(
                "The key that holds the plan, in YAML or Java. Default: plan.yaml, else the only key that ends in .yaml, .yml or .java, else the only jar.")
        @Size(min = 1, max = 253)
        @Pattern("^[-._a-zA-Z0-9]+$")
        String entry,

        @JsonPropertyDescription("Values of the options that a plan in Java adds, by the option's name.")
        Map<String, @Size(max = PlanSource.MAX_OPTION) String> options) {
    /** An absolute path without {@code .} and {@code ..}. */
    public static final String PATH = "^(/[.]?[-_a-zA-Z0-9][-._a-zA-Z0-9]*)+$";

    /** The longest value of an option in characters. */
    public static final int MAX_OPTION = 4_096;

    /** The most options. */
    public static final int MAX_OPTIONS = 50;

    /** A plan from a ConfigMap or a text, with its options' defaults. */
    public PlanSource(ConfigMapReference configMap, String inline, String entry) {
        this(configMap, inline, null, entry, null);
    }

    /** A ConfigMap in the LoadTest's namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfigMapReference(
            @JsonPropertyDescription("The ConfigMap's name.") @Required @Size(min = 1, max = 253)
            String name) {}
}
