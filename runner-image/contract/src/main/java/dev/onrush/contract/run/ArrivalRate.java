package dev.onrush.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.onrush.contract.quantity.Durations;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The open model: iterations start at a rate, however long those before take. */
@ValidationRule(
        value = "has(self.rate) != has(self.stages)",
        message = "expected exactly one of arrivalRate.rate and arrivalRate.stages")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArrivalRate(
        @JsonPropertyDescription(
                "Iterations started per second, all workers together: an integer or a string such as \"2.5\".")
        @Size(max = 16)
        @Pattern(Load.RATE)
        String rate,

        @JsonPropertyDescription("Ramps of the rate, one after the other, instead of rate and runTime.")
        @Size(min = 1, max = 100)
        List<RateStage> stages,

        @JsonPropertyDescription(
                "The most virtual users that run at a time, all workers together; arrivals beyond them wait. Default: 10000.")
        @Min(1)
        @Max(10_000_000)
        Integer maxUsers,

        @JsonPropertyDescription(
                "How long an arrival may wait for a user; then it is dropped and counted. Default: 1m.")
        @Size(max = Durations.MAX_LENGTH)
        @Pattern(Durations.PATTERN)
        String maxStartDelay,

        @JsonPropertyDescription("Even (default): at equal distances. Poisson: at random, independent of each other.")
        Distribution distribution) {

    /** How arrivals are spread over time. */
    public enum Distribution {
        Even,
        Poisson
    }

    /** A linear ramp from the rate that the previous stage ended with (0 before the first) to its own. */
    public record RateStage(
            @JsonPropertyDescription(
                    "Iterations per second at the end of the stage: an integer or a string such as \"2.5\".")
            @Required
            @Size(max = 16)
            @Pattern(Load.RATE_OR_NONE)
            String rate,

            @JsonPropertyDescription("How long the ramp takes, such as 1m; 0s jumps.")
            @Required
            @Size(max = Durations.MAX_LENGTH)
            @Pattern(Durations.PATTERN)
            String duration) {}
}
