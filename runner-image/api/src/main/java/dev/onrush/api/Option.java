package dev.onrush.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * An option of a plan's own, given as {@code --name value} on the master's command line or as {@code ONRUSH_NAME} in its environment;
 * workers get the master's values.
 *
 * @param <T> what its values are
 */
public final class Option<T> {
    private final String name;
    private final T byDefault;
    private final String description;
    private final Function<String, T> reader;

    private Option(String name, T byDefault, String description, Function<String, T> reader) {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "expected an option's name in lower-case letters, digits and hyphens, found \"" + name + "\"");
        }
        this.name = name;
        this.byDefault = byDefault;
        this.description = description;
        this.reader = reader;
    }

    /** A text. */
    public static Option<String> text(String name, String byDefault, String description) {
        return new Option<>(name, byDefault, description, text -> text);
    }

    /** A whole number. */
    public static Option<Long> number(String name, long byDefault, String description) {
        return new Option<>(name, byDefault, description, Long::valueOf);
    }

    /** A number that may have a fraction. */
    public static Option<Double> decimal(String name, double byDefault, String description) {
        return new Option<>(name, byDefault, description, Double::valueOf);
    }

    /** True or false; off by default. */
    public static Option<Boolean> flag(String name, String description) {
        return new Option<>(name, false, description, Option::readFlag);
    }

    /** A time in seconds, or as ISO 8601 has it ({@code PT1M30S}). */
    public static Option<Duration> duration(String name, Duration byDefault, String description) {
        return new Option<>(
                name,
                byDefault,
                description,
                text -> text.matches("[0-9]+") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text));
    }

    /** One of a few texts; the first by default. */
    public static Option<String> choice(String name, List<String> choices, String description) {
        return new Option<>(name, choices.getFirst(), description, text -> {
            if (!choices.contains(text)) {
                throw new IllegalArgumentException("expected one of " + choices);
            }
            return text;
        });
    }

    /** Any type. @param reader throws when a text is no value */
    public static <T> Option<T> of(String name, T byDefault, String description, Function<String, T> reader) {
        return new Option<>(name, byDefault, description, reader);
    }

    private static Boolean readFlag(String text) {
        return switch (text) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    /** Without hyphens in front. */
    public String name() {
        return name;
    }

    /** What it is where nothing is given. */
    public T byDefault() {
        return byDefault;
    }

    /** For people. */
    public String description() {
        return description;
    }

    /** Reads a value. @throws RuntimeException when the text is none */
    public T read(String text) {
        return reader.apply(text);
    }
}
