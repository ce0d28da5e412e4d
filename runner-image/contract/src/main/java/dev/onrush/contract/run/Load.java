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

/** How many virtual users run when: a ramp to a number of users, or stages. */
@ValidationRule(
        value = "has(self.users) != has(self.stages)",
        message = "expected exactly one of load.users and load.stages")
@ValidationRule(
        value = "has(self.users) == has(self.runTime)",
        message = "expected load.runTime with load.users, and not with load.stages, which end by themselves")
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
        String spawnRate,

        @JsonPropertyDescription("How long users run, such as 10m, counted from the first user's start.")
        @Size(max = Durations.MAX_LENGTH)
        @Pattern(Durations.PATTERN)
        String runTime,

        @JsonPropertyDescription("Ramps of users, one after the other, instead of users, spawnRate and runTime.")
        @Size(min = 1, max = 100)
        List<Stage> stages) {}
