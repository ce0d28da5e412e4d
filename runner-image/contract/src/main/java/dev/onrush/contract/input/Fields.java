package dev.onrush.contract.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onrush.contract.quantity.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads the fields of one mapping and notes every problem instead of stopping at the first. Whoever reads asks for the fields it
 * knows; {@link #noOthers} then complains about the rest.
 */
public final class Fields {
    private final String path;
    private final Located.Mapping mapping;
    private final Problems problems;
    private final Set<String> asked = new HashSet<>();

    private Fields(String path, Located.Mapping mapping, Problems problems) {
        this.path = path;
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The fields of a value, or none (and a problem) when it is not a mapping. */
    public static Fields of(String path, Located value, Problems problems) {
        if (value instanceof Located.Mapping mapping) {
            return new Fields(path, mapping, problems);
        }
        problems.add(value.line(), path, "expected a mapping, found " + value.describe());
        Fields none = new Fields(path, new Located.Mapping(value.line(), Map.of()), problems);
        none.asked.add("*");
        return none;
    }

    public String path() {
        return path;
    }

    public int line() {
        return mapping.line();
    }

    /** The line of a field, or of the nearest thing around it that was written; the path is below this mapping. */
    public int lineOf(String field) {
        return Lines.of(mapping, field);
    }

    public Problems problems() {
        return problems;
    }

    /** True when the value was no mapping at all, which was noted already: absent fields are then no news. */
    public boolean isBroken() {
        return asked.contains("*");
    }

    public boolean has(String name) {
        return mapping.fields().containsKey(name);
    }

    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The raw value of a field; one that is written but empty counts as absent. */
    public Optional<Located> get(String name) {
        asked.add(name);
        return Optional.ofNullable(mapping.fields().get(name))
                .filter(value -> !value.toJson().isNull());
    }

    public Optional<String> text(String name, int maxLength) {
        return get(name).flatMap(value -> text(pathOf(name), value, maxLength));
    }

    /** A whole number in a closed range. */
    public Optional<Integer> integer(String name, int min, int max) {
        return get(name).flatMap(value -> {
            JsonNode json = value.toJson();
            if (json.isIntegralNumber() && json.canConvertToInt() && json.intValue() >= min && json.intValue() <= max) {
                return Optional.of(json.intValue());
            }
            return wrong(value, pathOf(name), "a whole number from " + min + " to " + max);
        });
    }

    /** A duration in a closed range. */
    public Optional<Duration> duration(String name, Duration min, Duration max) {
        return get(name).flatMap(value -> duration(pathOf(name), value, min, max));
    }

    public Optional<Duration> duration(String at, Located value, Duration min, Duration max) {
        Optional<Duration> read =
                value instanceof Located.Scalar scalar ? Durations.parse(scalar.text()) : Optional.empty();
        if (read.isEmpty() || read.get().compareTo(min) < 0 || read.get().compareTo(max) > 0) {
            String range = " from " + Durations.format(min) + " to " + Durations.format(max);
            return wrong(value, at, "a duration such as 500ms or 1m30s," + range);
        }
        return read;
    }

    /** Names and texts, such as headers. */
    public Map<String, String> texts(String name, int maxEntries, int maxLength) {
        Map<String, String> texts = new LinkedHashMap<>();
        each(name, maxEntries, (key, value) -> text(pathOf(name) + "." + key, value, maxLength)
                .ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    /** True for a list that was written without any item. */
    public boolean isEmptyList(String name) {
        return mapping.fields().get(name) instanceof Located.Sequence sequence
                && sequence.items().isEmpty();
    }

    /** Visits each entry of a mapping. */
    public void each(String name, int maxEntries, BiConsumer<String, Located> visitor) {
        Optional<Located> value = get(name);
        if (value.isEmpty()) {
            return;
        }
        if (!(value.get() instanceof Located.Mapping entries)
                || entries.fields().size() > maxEntries) {
            wrong(value.get(), pathOf(name), "a mapping of at most " + maxEntries + " entries");
            return;
        }
        entries.fields().forEach(visitor);
    }

    /** The items of a list, each read by a function that gets its path; an item that gives empty is left out. */
    public <T> List<T> list(String name, int maxItems, ItemReader<T> reader) {
        List<T> items = new ArrayList<>();
        Optional<Located> value = get(name);
        if (value.isEmpty()) {
            return items;
        }
        if (!(value.get() instanceof Located.Sequence sequence)
                || sequence.items().size() > maxItems) {
            wrong(value.get(), pathOf(name), "a list of at most " + maxItems + " items");
            return items;
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            reader.read(pathOf(name) + "[" + i + "]", sequence.items().get(i)).ifPresent(items::add);
        }
        return items;
    }

    /** A required field: its value, or a problem at this mapping's line. */
    public <T> Optional<T> required(String name, String expected, Function<String, Optional<T>> reader) {
        if (get(name).isEmpty() && !isBroken()) {
            problems.add(line(), pathOf(name), "is required: expected " + expected);
            return Optional.empty();
        }
        return reader.apply(name);
    }

    /** Notes every field that nobody asked for. */
    public void noOthers() {
        if (isBroken()) {
            return;
        }
        mapping.fields().forEach((name, value) -> {
            if (!asked.contains(name)) {
                problems.add(
                        value.line(),
                        pathOf(name),
                        "is not a field here, expected one of: "
                                + String.join(", ", asked.stream().sorted().toList()));
            }
        });
    }

    public <T> Optional<T> wrong(Located value, String at, String expected) {
        problems.add(value.line(), at, "expected " + expected + ", found " + value.describe());
        return Optional.empty();
    }

    public Optional<String> text(String at, Located value, int maxLength) {
        if (value instanceof Located.Scalar scalar
                && !scalar.toJson().isNull()
                && scalar.text().length() <= maxLength) {
            return Optional.of(scalar.text());
        }
        return wrong(value, at, "a text of at most " + maxLength + " characters");
    }

    /** Reads one item of a list. */
    @FunctionalInterface
    public interface ItemReader<T> {
        Optional<T> read(String path, Located item);
    }
}
