package dev.onrush.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.onrush.contract.plan.TagSelection;
import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.PlanSource;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What a person asks for. The fields that the runner acts on are those of {@link dev.onrush.contract.run.RunSpec}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestSpec(
        @JsonPropertyDescription("The test plan: what virtual users do.") @Required
        PlanSource plan,

        @JsonPropertyDescription("The base URL of what is tested, such as http://shop.default.svc.")
        @Required
        @Size(min = 8, max = 2048)
        @Pattern("^https?://[^/?#@]+(/[^?#]*)?$")
        String target,

        @JsonPropertyDescription("How much load: virtual users over time.") @Required
        Load load,

        @JsonPropertyDescription("The pods that make the load.")
        WorkerSpec workers,

        @JsonPropertyDescription(
                "What must hold for the test to pass, such as http.latency.p95 < 500ms or http.failureRatio < 1%.")
        @Size(max = 50)
        List<@Size(min = 1, max = 256) String> thresholds,

        @JsonPropertyDescription("Only tasks with one of these tags. Default: all.") @Size(max = TagSelection.MAX_TAGS)
        List<@Size(min = 1, max = TagSelection.MAX_LENGTH) @Pattern(TagSelection.TAG_PATTERN) String> tags,

        @JsonPropertyDescription("No tasks with one of these tags.") @Size(max = TagSelection.MAX_TAGS)
        List<@Size(min = 1, max = TagSelection.MAX_LENGTH) @Pattern(TagSelection.TAG_PATTERN) String> excludeTags,

        @JsonPropertyDescription("The runner's image. Default: the one that the operator was installed with.")
        @Size(min = 1, max = 1024)
        String image,

        @JsonPropertyDescription("True ends the test: users stop, and what was measured until then is the result.")
        Boolean stop,

        @JsonPropertyDescription("How long requests in flight may finish after the stop; then they count as aborted.")
        @Default("10s")
        @Size(max = Durations.MAX_LENGTH)
        @Pattern(Durations.PATTERN)
        String stopTimeout,

        @JsonPropertyDescription("How long the test may wait for its master and workers.")
        @Default("5m")
        @Size(max = Durations.MAX_LENGTH)
        @Pattern(Durations.PATTERN)
        String startDeadline,

        @JsonPropertyDescription("What happens to the users of a worker that is lost while the test runs: "
                + "Redistribute lets the others take them over, Continue goes on with fewer, Fail ends the test.")
        @Default("Redistribute")
        LostWorkers lostWorkers,

        @JsonPropertyDescription("The pod that coordinates the workers.")
        MasterSpec master) {

    /** Worker pods asked for. */
    public int cores() {
        return workers == null || workers.cores() == null ? 1 : workers.cores();
    }

    /** Which tasks of the plan are wanted. */
    public TagSelection selection() {
        return new TagSelection(tags, excludeTags);
    }

    /** True when the test was told to end. */
    public boolean stopped() {
        return Boolean.TRUE.equals(stop);
    }
}
