package dev.onrush.runner.code;

import dev.onrush.contract.input.Problem;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line of a plan's code.
 *
 * @param file null where it is not known
 * @param line 0 where it is not known
 */
record Place(String file, int line) {
    private static final Place UNKNOWN = new Place(null, 0);

    /** The line of the plan that called into the runner. */
    static Place ofCaller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::toStackTraceElement)
                        .filter(Place::isPlan)
                        .findFirst())
                .map(Place::of)
                .orElse(UNKNOWN);
    }

    /** The line of the plan that an exception comes from. */
    static Place of(Throwable e) {
        Optional<StackTraceElement> first =
                Arrays.stream(e.getStackTrace()).filter(Place::isPlan).findFirst();
        return first.map(Place::of).orElse(UNKNOWN);
    }

    private static Place of(StackTraceElement frame) {
        return new Place(frame.getFileName(), Math.max(0, frame.getLineNumber()));
    }

    /** Plans are loaded by a loader of their own, which has this name. */
    private static boolean isPlan(StackTraceElement frame) {
        return PlanClassLoader.NAME.equals(frame.getClassLoaderName());
    }

    /** @param source the plan's, where the file is not known */
    Problem problem(String source, String message) {
        return new Problem(file == null ? source : file, line, "", message);
    }
}
