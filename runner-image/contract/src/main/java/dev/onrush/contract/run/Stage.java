package dev.onrush.contract.run;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.onrush.contract.quantity.Durations;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A linear ramp from the users that the previous stage ended with (0 before the first) to its own. */
public record Stage(
        @JsonPropertyDescription("Users at the end of the stage.") @Required @Min(0) @Max(10_000_000)
        Integer users,

        @JsonPropertyDescription("How long the ramp takes, such as 1m; 0s jumps.")
        @Required
        @Size(max = Durations.MAX_LENGTH)
        @Pattern(Durations.PATTERN)
        String duration) {}
