package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.Problems;
import dev.onrush.contract.input.YamlDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Options from a YAML file: {@code master-port: 5557} for {@code --master-port 5557}. */
final class ConfigFile {
    static final String OPTION = "--config";

    private ConfigFile() {}

    /** The file that {@code --config} or its environment variable names. Found before the options are read, which it fills. */
    static Optional<Path> named(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(OPTION + "=")) {
                return Optional.of(Path.of(argument.substring(OPTION.length() + 1)));
            }
            if (argument.equals(OPTION) && i + 1 < arguments.size()) {
                return Optional.of(Path.of(arguments.get(i + 1)));
            }
        }
        return Optional.ofNullable(environment.get(EnvironmentDefaults.variable(OPTION)))
                .map(Path::of);
    }

    /**
     * Reads values by the option's long name.
     *
     * @throws InvalidInputException when a name is none of the command's options, or a value is no single value
     */
    static Map<String, String> read(Path file, CommandSpec command) throws IOException, InvalidInputException {
        Problems problems = new Problems(file.toString());
        Located document = YamlDocuments.readOne(file.toString(), Files.readString(file));
        Map<String, String> values = new HashMap<>();
        if (document instanceof Located.Mapping mapping) {
            mapping.fields().forEach((name, value) -> {
                String option = "--" + name;
                if (command.findOption(option) == null || option.equals(OPTION)) {
                    problems.add(value.line(), name, "is not an option; onrush --help lists them");
                } else if (value instanceof Located.Scalar scalar) {
                    values.put(option, scalar.text());
                } else {
                    problems.add(value.line(), name, "expected one value, found " + value.describe());
                }
            });
        } else {
            problems.add(document.line(), "", "expected options and their values, found " + document.describe());
        }
        problems.throwIfAny();
        return values;
    }
}
