package dev.onrush.runner.cli;

import dev.onrush.api.Option;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.PlanOptionSet;
import dev.onrush.runner.code.PlanSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the command line and the environment say to the plan: its own options, which only the plan knows. */
final class PlanArguments {
    private List<String> others = List.of();

    /** @param arguments that are no options of this program */
    void others(List<String> arguments) {
        others = List.copyOf(arguments);
    }

    /** @throws InvalidInputException when the plan has no such option */
    PlanSettings read(LoadedPlan plan, Map<String, String> environment) throws InvalidInputException {
        PlanOptionSet options =
                plan instanceof LoadedPlan.Coded coded ? coded.plan().options() : new PlanOptionSet();
        Map<String, String> given = new LinkedHashMap<>();
        for (Option<?> option : options.list()) {
            String variable = "ONRUSH_" + option.name().replace('-', '_').toUpperCase(Locale.ROOT);
            Optional.ofNullable(environment.get(variable)).ifPresent(value -> given.put(option.name(), value));
        }
        given.putAll(fromCommandLine(options));
        return new PlanSettings(given);
    }

    private Map<String, String> fromCommandLine(PlanOptionSet options) throws InvalidInputException {
        Map<String, String> given = new LinkedHashMap<>();
        Deque<String> rest = new ArrayDeque<>(others);
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            String text = argument.startsWith("--") ? argument.substring(2) : "";
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            Option<?> option = options.list().stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(argument, options));
            if (equals >= 0) {
                given.put(name, text.substring(equals + 1));
            } else if (option.byDefault() instanceof Boolean) {
                given.put(name, "true");
            } else if (rest.isEmpty()) {
                throw problem(argument, "expected a value after it");
            } else {
                given.put(name, rest.remove());
            }
        }
        return given;
    }

    private static InvalidInputException unknown(String argument, PlanOptionSet options) {
        List<String> own =
                options.list().stream().map(option -> "--" + option.name()).toList();
        return problem(
                argument,
                "is no option of onrush" + (own.isEmpty() ? "" : ", nor of the plan, which has " + own)
                        + "; see onrush --help");
    }

    private static InvalidInputException problem(String argument, String message) {
        return new InvalidInputException(new Problem("command line", 0, argument, message));
    }
}
