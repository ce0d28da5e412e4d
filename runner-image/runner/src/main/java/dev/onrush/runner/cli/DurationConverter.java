package dev.onrush.runner.cli;

import dev.onrush.contract.quantity.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as everywhere in Onrush; a bare number is seconds, as Locust has it. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        boolean bare = text.matches("[0-9]+(\\.[0-9]+)?");
        return Durations.parse(bare ? text + "s" : text)
                .orElseThrow(() ->
                        new TypeConversionException("expected a duration such as 30s or 1m30s, found \"" + text + '"'));
    }
}
