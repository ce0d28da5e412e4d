package dev.onrush.contract.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with placeholders: {@code ${name}} is a variable that an earlier step extracted, {@code ${user}} the user's number,
 * {@code ${iteration}} the number of the task's run, {@code ${uuid}} a new UUID, {@code ${random(1,100)}} a whole number from a
 * closed range, and {@code $${} a literal {@code ${}.
 */
public record Template(List<Part> parts) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}");
    private static final Pattern RANDOM = Pattern.compile("random\\(\\s*(-?\\d{1,18})\\s*,\\s*(-?\\d{1,18})\\s*\\)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** A piece of a template. */
    public sealed interface Part {}

    /** Text that is always the same. */
    public record Literal(String text) implements Part {}

    /** A variable that a step extracts. */
    public record Variable(String name) implements Part {}

    /** What the engine knows of the user. */
    public enum BuiltIn implements Part {
        USER,
        ITERATION,
        UUID
    }

    /** Drawn anew each time, from a closed range. */
    public record RandomInt(long min, long max) implements Part {}

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with what was expected, when a placeholder is not one
     */
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder literal = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            literal.append(text, end, matcher.start());
            end = matcher.end();
            if (matcher.group(1) == null) {
                literal.append("${");
                continue;
            }
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
            parts.add(part(matcher.group(1).strip()));
        }
        literal.append(text, end, text.length());
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
        }
        return new Template(List.copyOf(parts));
    }

    /** A template without placeholders. */
    public static Template literal(String text) {
        return new Template(text.isEmpty() ? List.of() : List.of(new Literal(text)));
    }

    private static Part part(String expression) {
        Matcher random = RANDOM.matcher(expression);
        if (random.matches()) {
            long min = Long.parseLong(random.group(1));
            long max = Long.parseLong(random.group(2));
            if (min > max) {
                throw new IllegalArgumentException(
                        "expected random(min,max) with min at most max, found ${" + expression + "}");
            }
            return new RandomInt(min, max);
        }
        return switch (expression) {
            case "user" -> BuiltIn.USER;
            case "iteration" -> BuiltIn.ITERATION;
            case "uuid" -> BuiltIn.UUID;
            default -> {
                if (!NAME.matcher(expression).matches()) {
                    throw new IllegalArgumentException(
                            "expected ${user}, ${iteration}, ${uuid}, ${random(1,100)} or the name of an extracted variable, found ${"
                                    + expression + "}");
                }
                yield new Variable(expression);
            }
        };
    }

    /** True for a name that a placeholder gives a meaning of its own: no variable of that name is ever seen. */
    static boolean isBuiltIn(String name) {
        return Arrays.stream(BuiltIn.values())
                .anyMatch(b -> b.name().toLowerCase(Locale.ROOT).equals(name));
    }

    /** True when the text is the same every time. */
    public boolean isConstant() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** The names of the variables that must have been extracted. */
    public List<String> variables() {
        return parts.stream()
                .filter(Variable.class::isInstance)
                .map(part -> ((Variable) part).name())
                .toList();
    }

    /** What fills the placeholders. */
    public interface Values {
        /** @return the variable's value, or null when it was never extracted */
        String variable(String name);

        long user();

        long iteration();

        long random(long min, long max);

        String uuid();
    }

    /**
     * Fills the placeholders.
     *
     * @throws UndefinedVariableException when a variable was never extracted
     */
    public String render(Values values) throws UndefinedVariableException {
        if (parts.size() == 1 && parts.get(0) instanceof Literal literal) {
            return literal.text();
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Variable variable) {
                String value = values.variable(variable.name());
                if (value == null) {
                    throw new UndefinedVariableException(variable.name());
                }
                text.append(value);
            } else if (part instanceof RandomInt random) {
                text.append(values.random(random.min(), random.max()));
            } else {
                append(text, (BuiltIn) part, values);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, BuiltIn builtIn, Values values) {
        switch (builtIn) {
            case USER -> text.append(values.user());
            case ITERATION -> text.append(values.iteration());
            case UUID -> text.append(values.uuid());
        }
    }

    /** A placeholder names a variable that no response has filled. */
    public static final class UndefinedVariableException extends Exception {
        UndefinedVariableException(String name) {
            // No stack trace: it is part of a measured request's path, and its place in the plan is what helps.
            super("variable " + name + " was not extracted", null, false, false);
        }
    }
}
