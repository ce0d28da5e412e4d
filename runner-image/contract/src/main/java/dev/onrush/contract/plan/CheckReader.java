package dev.onrush.contract.plan;

import dev.onrush.contract.input.Fields;
import dev.onrush.contract.input.Located;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code checks} of a request: a mapping of what its response must be like. */
final class CheckReader {
    private static final int MAX_CHECKS = 100;
    private static final int MAX_TEXT = 16_384;

    private CheckReader() {}

    static List<Check> read(Fields request) {
        List<Check> checks = new ArrayList<>();
        request.get("checks").ifPresent(value -> {
            Fields fields = Fields.of(request.pathOf("checks"), value, request.problems());
            status(fields, checks);
            texts(fields, "bodyContains").forEach(text -> checks.add(new Check.BodyContains(text)));
            fields.each("json", MAX_CHECKS, (pointer, expected) -> {
                StepReader.pointer(fields, "json." + pointer, pointer);
                checks.add(new Check.JsonEquals(pointer, expected.toJson()));
            });
            texts(fields, "jsonExists").forEach(pointer -> {
                StepReader.pointer(fields, "jsonExists", pointer);
                checks.add(new Check.JsonExists(pointer));
            });
            fields.texts("headers", MAX_CHECKS, MAX_TEXT)
                    .forEach((name, text) -> checks.add(new Check.HeaderEquals(name, text)));
            fields.noOthers();
        });
        return List.copyOf(checks);
    }

    private static void status(Fields fields, List<Check> checks) {
        Set<Integer> statuses = new LinkedHashSet<>();
        fields.get("status").ifPresent(value -> {
            if (value instanceof Located.Sequence) {
                fields.list("status", MAX_CHECKS, (at, item) -> code(fields, at, item))
                        .forEach(statuses::add);
            } else {
                code(fields, fields.pathOf("status"), value).ifPresent(statuses::add);
            }
            if (!statuses.isEmpty()) {
                checks.add(new Check.Status(Set.copyOf(statuses)));
            }
        });
    }

    private static Optional<Integer> code(Fields fields, String at, Located value) {
        int code = value.toJson().asInt();
        return value.toJson().isIntegralNumber() && code >= 100 && code <= 599
                ? Optional.of(code)
                : fields.wrong(value, at, "a status code from 100 to 599, or a list of them");
    }

    /** One text or a list of texts. */
    private static List<String> texts(Fields fields, String name) {
        List<String> texts = new ArrayList<>();
        fields.get(name).ifPresent(value -> {
            if (value instanceof Located.Sequence) {
                texts.addAll(fields.list(name, MAX_CHECKS, (at, item) -> fields.text(at, item, MAX_TEXT)));
            } else {
                fields.text(name, MAX_TEXT).ifPresent(texts::add);
            }
        });
        return texts;
    }
}
