package dev.onrush.runner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problems;
import dev.onrush.runner.master.ClassChoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which user classes run, and how many users of each. */
final class ClassOptions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPTION = "--config-users";
    private static final String NAME = "user_class_name";
    private static final int MOST = 1_000_000;

    @Option(
            names = OPTION,
            paramLabel = "JSON",
            description =
                    "Another weight or fixed count of a class, as JSON or a *.json file: {\"user_class_name\": \"A\", \"weight\": 2} or \"fixed_count\"; may be repeated.")
    private List<String> configs;

    @Parameters(
            paramLabel = "CLASS",
            arity = "0..*",
            description = "The user classes that run (default: all of the plan's).")
    private List<String> picked;

    /** @throws InvalidInputException with everything that is wrong, the option named */
    ClassChoices choices() throws IOException, InvalidInputException {
        Problems problems = new Problems("command line");
        Map<String, ClassChoices.Change> changes = new LinkedHashMap<>();
        for (String config : configs == null ? List.<String>of() : configs) {
            try {
                JsonNode json = JSON.readTree(config.endsWith(".json") ? Files.readString(Path.of(config)) : config);
                for (JsonNode item : json.isArray() ? json : List.of(json)) {
                    read(item, changes, problems);
                }
            } catch (JsonProcessingException e) {
                problems.add(0, OPTION, "expected JSON, or the name of a *.json file: " + e.getOriginalMessage());
            }
        }
        problems.throwIfAny();
        return new ClassChoices(picked == null ? Set.of() : new LinkedHashSet<>(picked), changes);
    }

    private static void read(JsonNode item, Map<String, ClassChoices.Change> changes, Problems problems) {
        String name = item.path(NAME).asText();
        if (name.isEmpty()) {
            problems.add(0, OPTION, "expected an object with " + NAME + ", found " + item);
            return;
        }
        item.fieldNames().forEachRemaining(field -> {
            if (!Set.of(NAME, "weight", "fixed_count").contains(field)) {
                problems.add(
                        0, OPTION, name + ": expected weight or fixed_count, found " + field + ", which is the plan's");
            }
        });
        changes.put(
                name,
                new ClassChoices.Change(
                        number(item, name, "weight", 1, problems), number(item, name, "fixed_count", 0, problems)));
    }

    private static Integer number(JsonNode item, String name, String field, int least, Problems problems) {
        JsonNode value = item.path(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isInt() || value.asInt() < least || value.asInt() > MOST) {
            problems.add(
                    0,
                    OPTION,
                    name + ": " + field + ": expected a whole number from " + least + " to " + MOST + ", found "
                            + value);
        }
        return value.asInt();
    }
}
