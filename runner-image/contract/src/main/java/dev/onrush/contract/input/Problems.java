package dev.onrush.contract.input;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one source, up to a bound: a hostile file must not fill memory with complaints. */
public final class Problems {
    private static final int MAX = 50;

    private final String source;
    private final List<Problem> found = new ArrayList<>();

    public Problems(String source) {
        this.source = source;
    }

    public void add(int line, String field, String message) {
        if (found.size() < MAX) {
            found.add(new Problem(source, line, field, message));
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    public void throwIfAny() throws InvalidInputException {
        if (!found.isEmpty()) {
            throw new InvalidInputException(found);
        }
    }
}
