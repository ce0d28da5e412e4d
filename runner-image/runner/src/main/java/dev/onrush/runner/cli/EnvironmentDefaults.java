package dev.onrush.runner.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options from the environment: {@code --master-port} from {@code ONRUSH_MASTER_PORT}. What the command line says goes first. */
record EnvironmentDefaults(Map<String, String> environment) implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = option.longestName();
        return name.startsWith("--") ? environment.get(variable(name)) : null;
    }

    static String variable(String option) {
        return "ONRUSH_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
