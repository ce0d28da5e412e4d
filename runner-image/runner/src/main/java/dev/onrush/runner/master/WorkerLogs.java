package dev.onrush.runner.master;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The last lines of what workers log: of each as many as fit, with so many workers, into what is kept of all of them. */
final class WorkerLogs {
    private static final int MAX_ALL = 20_000;
    private static final int MAX_EACH = 500;
    private static final int MAX_LENGTH = 500;
    private static final long MAX_NUMBER = Long.MAX_VALUE / 2;

    private final Map<String, Log> logs = new LinkedHashMap<>();

    private static final class Log {
        final Deque<String> lines = new ArrayDeque<>();
        long next;
    }

    /** Takes lines that are new; those that came before are known by their numbers. */
    void add(String worker, Messages.Logs sent) throws ProtocolException {
        List<String> lines = sent.lines();
        boolean bounded = lines != null
                && lines.size() <= Messages.Logs.MAX_LINES
                && lines.stream().allMatch(Objects::nonNull);
        if (!bounded || sent.first() < 0 || sent.first() > MAX_NUMBER) {
            throw new ProtocolException("expected at most " + Messages.Logs.MAX_LINES + " lines and their number");
        }
        Log log = logs.computeIfAbsent(worker, _ -> new Log());
        for (int i = 0; i < lines.size(); i++) {
            if (sent.first() + i >= log.next) {
                log.lines.addLast(shortened(lines.get(i)));
                log.next = sent.first() + i + 1;
            }
        }
        int most = Math.min(MAX_EACH, MAX_ALL / logs.size());
        logs.values().forEach(each -> trim(each.lines, most));
    }

    /** By worker, the oldest line first. */
    Map<String, List<String>> lines() {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        logs.forEach((worker, log) -> lines.put(worker, List.copyOf(log.lines)));
        return lines;
    }

    private static void trim(Deque<String> lines, int most) {
        while (lines.size() > most) {
            lines.removeFirst();
        }
    }

    private static String shortened(String line) {
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
    }
}
