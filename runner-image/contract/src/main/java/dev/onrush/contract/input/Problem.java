package dev.onrush.contract.input;

import java.util.Objects;

/**
 * One thing that is wrong with what a person wrote.
 *
 * @param source the file, such as {@code plan.yaml}
 * @param line counted from 1; 0 where no line is known
 * @param field the path to the field, such as {@code users[0].weight}; empty for the document
 * @param message what was expected and what was found
 */
public record Problem(String source, int line, String field, String message) {
    public Problem {
        Objects.requireNonNull(source);
        Objects.requireNonNull(field);
        Objects.requireNonNull(message);
    }

    /** In the form that editors link to: {@code plan.yaml:12: users[0].weight: expected …}. */
    @Override
    public String toString() {
        return source + (line > 0 ? ":" + line : "") + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
