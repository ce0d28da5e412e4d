package dev.onrush.runner.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command line in two: what this program knows, and long options that it does not, each with its value. Those are perhaps the plan's
 * own, which only the plan knows, and it is not loaded yet.
 */
record Split(String[] known, List<String> unknown) {
    static Split of(String[] arguments, CommandSpec spec) {
        if (arguments.length > 0 && spec.subcommands().containsKey(arguments[0])) {
            return new Split(arguments, List.of());
        }
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.matches("--[a-zA-Z].*") || spec.optionsMap().containsKey(name)) {
                known.add(argument);
                continue;
            }
            unknown.add(argument);
            if (equals < 0 && i + 1 < arguments.length && !arguments[i + 1].startsWith("-")) {
                unknown.add(arguments[++i]);
            }
        }
        return new Split(known.toArray(String[]::new), List.copyOf(unknown));
    }
}
