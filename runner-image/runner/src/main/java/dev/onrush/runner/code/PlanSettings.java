package dev.onrush.runner.code;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.run.PlanSource;
import java.util.HashMap;
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

    /** Those of a LoadTest. */
    public static PlanSettings of(PlanSource source) {
        return source == null || source.options() == null ? NONE : new PlanSettings(source.options());
    }

    /** These, and instead of them or beside them others. */
    public PlanSettings and(PlanSettings others) {
        Map<String, String> all = new HashMap<>(given);
        all.putAll(others.given());
        return new PlanSettings(all);
    }

    /** @param source where they come from, for messages */
    public PlanOptionValues options(String source, LoadedPlan plan) throws InvalidInputException {
        PlanOptionSet options =
                plan instanceof LoadedPlan.Coded coded ? coded.plan().options() : new PlanOptionSet();
        return options.read(source, given);
    }
}
