package dev.onrush.contract.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A condition as the Kubernetes API conventions define it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("The aspect of the run.") @Required @Size(max = 316)
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required
        Status status,

        @JsonPropertyDescription("One CamelCase word: why.") @Required @Size(min = 1, max = 1024)
        String reason,

        @JsonPropertyDescription("The same for a person.") @Required @Size(max = 32768)
        String message,

        @JsonPropertyDescription("When the status last changed.") @Required
        String lastTransitionTime,

        @JsonPropertyDescription("The generation of the spec that this is about.")
        Long observedGeneration) {

    public enum Status {
        True,
        False,
        Unknown
    }

    /** Condition types of a LoadTest. */
    public static final class Types {
        public static final String PLAN_VALID = "PlanValid";
        public static final String WORKERS_READY = "WorkersReady";
        public static final String COMPLETE = "Complete";
        public static final String PASSED = "Passed";
        public static final String TRUSTWORTHY = "Trustworthy";
        public static final String READY = "Ready";
        public static final String STALLED = "Stalled";

        private Types() {}
    }
}
