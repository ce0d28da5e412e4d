package dev.onrush.runner.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of the program's log. Bounded; may be used from any thread. */
public final class LogLines {
    private static final int MAX_LINES = 1_000;
    private static final int MAX_LENGTH = 2_000;

    private final Deque<String> lines = new ArrayDeque<>();

    public synchronized void add(String line) {
        lines.addLast(line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…");
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
    }

    /** The oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
