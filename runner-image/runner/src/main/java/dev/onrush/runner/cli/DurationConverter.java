package dev.onrush.runner.cli;

import dev.onrush.contract.quantity.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as everywhere in Onrush; a bare number is seconds, as Locust has it. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Durations.parse(text)
                .or(() -> Durations.parse(text + "s"))
                .orElseThrow(() ->
                        new TypeConversionException("expected a duration such as 30s or 1m30s, found \"" + text + '"'));
    }
}
