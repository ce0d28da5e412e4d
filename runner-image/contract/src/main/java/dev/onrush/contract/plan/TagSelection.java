package dev.onrush.contract.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Which tasks of a plan a run has, by their tags, as Locust's {@code --tags} and {@code --exclude-tags} choose.
 *
 * @param tags a task needs one of them; empty: none is needed
 * @param excludeTags a task with one of them is left out, whatever else it has
 * @param equalWeights classes and tasks are picked equally often, as with Locust's {@code --equal-weights}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TagSelection(List<String> tags, List<String> excludeTags, boolean equalWeights) {
    /** A comma stands between tags on a command line. */
    public static final String TAG_PATTERN = "^[^,\\s]+$";

    /** The longest tag. */
    public static final int MAX_LENGTH = 200;

    /** The most tags of a task or of a selection. */
    public static final int MAX_TAGS = 50;

    /** Every task. */
    public static final TagSelection ALL = new TagSelection(List.of(), List.of());

    /** With the plan's own weights. */
    public TagSelection(List<String> tags, List<String> excludeTags) {
        this(tags, excludeTags, false);
    }

    public TagSelection {
        tags = tags == null ? List.of() : List.copyOf(tags);
        excludeTags = excludeTags == null ? List.of() : List.copyOf(excludeTags);
    }

    @JsonIgnore
    public boolean isAll() {
        return tags.isEmpty() && excludeTags.isEmpty() && !equalWeights;
    }

    /** @param of a task, those of the sets around it included */
    public boolean admits(Collection<String> of) {
        return (tags.isEmpty() || !Collections.disjoint(tags, of)) && Collections.disjoint(excludeTags, of);
    }

    /** @param planned the plan's weight, of a class or a task */
    public int weight(int planned) {
        return equalWeights ? 1 : planned;
    }

    /** As options of the runner's command line. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        if (!tags.isEmpty()) {
            options.addAll(List.of("--tags", String.join(",", tags)));
        }
        if (!excludeTags.isEmpty()) {
            options.addAll(List.of("--exclude-tags", String.join(",", excludeTags)));
        }
        if (equalWeights) {
            options.add("--equal-weights");
        }
        return options;
    }

    /** For messages. */
    @Override
    public String toString() {
        return (tags.isEmpty() ? "" : "tags " + String.join(", ", tags))
                + (tags.isEmpty() || excludeTags.isEmpty() ? "" : ", ")
                + (excludeTags.isEmpty() ? "" : "exclude-tags " + String.join(", ", excludeTags));
    }
}
