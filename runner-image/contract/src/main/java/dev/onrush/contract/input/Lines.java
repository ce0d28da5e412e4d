package dev.onrush.contract.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a field that is known by its path only. */
public final class Lines {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private Lines() {}

    /**
     * @param path such as {@code spec.load.stages[0].users}
     * @return the line of the field, or of the nearest thing around it that was written
     */
    public static int of(Located root, String path) {
        Located here = root;
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            Located next = steps.group(2) == null ? field(here, steps.group(1)) : item(here, steps.group(2));
            if (next == null) {
                break;
            }
            here = next;
        }
        return here.line();
    }

    private static Located field(Located value, String name) {
        return value instanceof Located.Mapping mapping ? mapping.fields().get(name) : null;
    }

    private static Located item(Located value, String index) {
        if (value instanceof Located.Sequence sequence && index.length() < 9) {
            int i = Integer.parseInt(index);
            return i < sequence.items().size() ? sequence.items().get(i) : null;
        }
        return null;
    }
}
