package dev.onrush.runner.cli;

import dev.onrush.contract.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong in words for the person at the terminal; a stack trace is only for what nobody expected. */
final class Failures {
    private Failures() {}

    static int explain(Exception e) {
        switch (e) {
            case InvalidInputException _ -> System.err.println(e.getMessage());
            case NoSuchFileException _ -> System.err.println("onrush: no such file: " + e.getMessage());
            case IOException _ -> System.err.println("onrush: " + e.getMessage());
            default -> e.printStackTrace(System.err);
        }
        return ExitCodes.COULD_NOT_RUN;
    }
}
