package dev.onrush.runner.program;

import dev.onrush.contract.plan.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects the pieces of a text, for users with these variables. */
final class Texts {
    private final List<String> variables;
    private final List<Piece> pieces = new ArrayList<>();

    Texts(List<String> variables) {
        this.variables = variables;
    }

    Texts add(byte[] bytes) {
        pieces.add(new Piece.Fixed(bytes));
        return this;
    }

    Texts add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param literals how the template's own text is made safe */
    Texts add(Template template, Escape literals, Escape values) {
        for (Template.Part part : template.parts()) {
            pieces.add(piece(part, literals, values));
        }
        return this;
    }

    Text build() {
        return Text.of(pieces);
    }

    private Piece piece(Template.Part part, Escape literals, Escape values) {
        return switch (part) {
            case Template.Literal(String text) ->
                new Piece.Fixed(literals.apply(text).getBytes(StandardCharsets.UTF_8));
            case Template.Variable(String name) -> new Piece.Variable(variables.indexOf(name), name, values);
            case Template.RandomInt(long min, long max) -> new Piece.Random(min, max + 1);
            case Template.BuiltIn.USER -> new Piece.User();
            case Template.BuiltIn.ITERATION -> new Piece.Iteration();
            case Template.BuiltIn.UUID -> new Piece.Uuid();
        };
    }
}
