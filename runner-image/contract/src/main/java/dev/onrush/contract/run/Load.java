package dev.onrush.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.onrush.contract.quantity.Durations;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** How much load when: a ramp to a number of virtual users, stages of users, or a rate of arrivals. */
@ValidationRule(
        value = "[has(self.users), has(self.stages), has(self.arrivalRate)].filter(given, given).size() == 1",
        message = "expected exactly one of load.users, load.stages and load.arrivalRate")
@ValidationRule(
        value = "(has(self.users) || has(self.arrivalRate) && has(self.arrivalRate.rate)) == has(self.runTime)",
        message =
                "expected load.runTime with load.users and with arrivalRate.rate, and not with stages, which end by themselves")
@ValidationRule(
        value = "!has(self.spawnRate) || has(self.users)",
        message = "expected load.spawnRate only with load.users")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Load(
        @JsonPropertyDescription("Virtual users, all workers together.") @Min(1) @Max(10_000_000)
        Integer users,

        @JsonPropertyDescription(
                "Users started per second, all workers together: an integer or a string such as \"2.5\". Default: all users within one second.")
        @Size(max = 16)
        @Pattern(RATE)
        String spawnRate,

        @JsonPropertyDescription("How long the load lasts, such as 10m, counted from the first user's start.")
        @Size(max = Durations.MAX_LENGTH)
        @Pattern(Durations.PATTERN)
        String runTime,

        @JsonPropertyDescription("Ramps of users, one after the other, instead of users, spawnRate and runTime.")
        @Size(min = 1, max = 100)
        List<Stage> stages,

        @JsonPropertyDescription(
                "Iterations started per second, however long those before take, instead of a number of users.")
        ArrivalRate arrivalRate) {
    /** What a text that is a rate above 0 looks like, for schemas. */
    static final String RATE = "^([0-9]*[1-9][0-9]*([.][0-9]+)?|0+[.][0-9]*[1-9][0-9]*)$";

    /** The same of one that may be 0. */
    static final String RATE_OR_NONE = "^[0-9]+([.][0-9]+)?$";

    /** Of the closed model. */
    public Load(Integer users, String spawnRate, String runTime, List<Stage> stages) {
        this(users, spawnRate, runTime, stages, null);
    }
}
