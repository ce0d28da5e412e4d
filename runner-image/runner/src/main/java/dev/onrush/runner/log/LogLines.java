package dev.onrush.runner.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of the program's log. Bounded; may be used from any thread. */
public final class LogLines {
    private static final int MAX_LINES = 1_000;
    private static final int MAX_LENGTH = 2_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private long gone;

    /**
     * Some lines that follow one another.
     *
     * @param first the number of the first of them, counted from 0 since the log began
     */
    public record Part(long first, List<String> lines) {
        /** The number of the line after the last. */
        public long next() {
            return first + lines.size();
        }
    }

    public synchronized void add(String line) {
        lines.addLast(line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…");
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
            gone++;
        }
    }

    /** The oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The oldest lines that are still there from a number on, at most so many. */
    public synchronized Part from(long number, int most) {
        long first = Math.max(number, gone);
        return new Part(first, lines.stream().skip(first - gone).limit(most).toList());
    }

    /** The number that the last so many lines begin with. */
    public synchronized long startOfLast(int most) {
        return gone + Math.max(0, lines.size() - most);
    }
}
