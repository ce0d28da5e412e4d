package dev.onrush.contract.input;

import java.util.List;
import java.util.stream.Collectors;

/** What a person wrote cannot be used; it says everything that is wrong at once. */
public final class InvalidInputException extends Exception {
    private final transient List<Problem> problems;

    /** @param problems at least one */
    public InvalidInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InvalidInputException(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }
}
