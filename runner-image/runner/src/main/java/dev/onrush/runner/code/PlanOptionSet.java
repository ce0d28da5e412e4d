package dev.onrush.runner.code;

import dev.onrush.api.Option;
import dev.onrush.api.OptionParser;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options that a plan adds to the command line. */
public final class PlanOptionSet implements OptionParser {
    private final Map<String, Option<?>> options = new LinkedHashMap<>();

    @Override
    public void add(Option<?> option) {
        if (options.putIfAbsent(option.name(), option) != null) {
            throw new IllegalArgumentException("the option --" + option.name() + " is added twice");
        }
    }

    public Collection<Option<?>> list() {
        return options.values();
    }

    /**
     * The options' values.
     *
     * @param source where the texts come from, for messages
     * @param given texts by name, without hyphens
     */
    public PlanOptionValues read(String source, Map<String, String> given) throws InvalidInputException {
        Map<String, Object> values = new LinkedHashMap<>();
        options.forEach((name, option) -> values.put(name, option.byDefault()));
        for (Map.Entry<String, String> entry : given.entrySet()) {
            Option<?> option = options.get(entry.getKey());
            if (option == null) {
                throw problem(source, entry.getKey(), "is no option of this plan, which has " + options.keySet());
            }
            try {
                values.put(entry.getKey(), option.read(entry.getValue()));
            } catch (RuntimeException e) {
                throw problem(source, entry.getKey(), "cannot be \"" + entry.getValue() + "\": " + e.getMessage());
            }
        }
        return new PlanOptionValues(Map.copyOf(given), values);
    }

    private static InvalidInputException problem(String source, String name, String message) {
        return new InvalidInputException(new Problem(source, 0, "--" + name, message));
    }
}
