package dev.onrush.runner.code;

import dev.onrush.api.Option;
import java.util.Map;

/**
 * What the options of a plan are in a run.
 *
 * @param given as texts, to pass on to workers
 * @param values of every option, by name
 */
public record PlanOptionValues(Map<String, String> given, Map<String, Object> values) {
    @SuppressWarnings("unchecked")
    public <T> T get(Option<T> option) {
        if (!values.containsKey(option.name())) {
            throw new IllegalArgumentException(
                    "--" + option.name() + " was not added in initCommandLineParser, so it has no value");
        }
        return (T) values.get(option.name());
    }
}
