package dev.onrush.runner.code;

import dev.onrush.contract.input.InvalidInputException;
import java.util.Map;

/**
 * Values of the plan's own options, as a person gave them to the master, which passes them on to its workers.
 *
 * @param given texts by option's name, without hyphens
 */
public record PlanSettings(Map<String, String> given) {
    public static final PlanSettings NONE = new PlanSettings(Map.of());

    /** Copies the map. */
    public PlanSettings {
        given = Map.copyOf(given);
    }

    /** @param source where they come from, for messages */
    public PlanOptionValues options(String source, LoadedPlan plan) throws InvalidInputException {
        PlanOptionSet options =
                plan instanceof LoadedPlan.Coded coded ? coded.plan().options() : new PlanOptionSet();
        return options.read(source, given);
    }
}
