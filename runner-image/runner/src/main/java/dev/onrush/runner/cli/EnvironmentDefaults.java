package dev.onrush.runner.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from the environment, {@code --master-port} from {@code ONRUSH_MASTER_PORT}, and then from a file. What the command line
 * says goes before both.
 *
 * @param file values by the option's long name
 */
record EnvironmentDefaults(Map<String, String> environment, Map<String, String> file) implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = option.longestName();
        if (!name.startsWith("--")) {
            return null;
        }
        String fromEnvironment = environment.get(variable(name));
        return fromEnvironment != null ? fromEnvironment : file.get(name);
    }

    static String variable(String option) {
        return "ONRUSH_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
