package dev.onrush.runner.hooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Exceptions of a plan's code, counted by what they say and where they come from. Bounded; may be used from any thread. */
public final class ExceptionLog {
    /** Kinds that are told apart; the rest is counted as one. */
    public static final int MAX_KINDS = 200;

    private static final int MAX_TEXT = 500;
    private static final Kind OTHER = new Kind("(other exceptions)", "");

    private static final int MAX_NODES = 20;

    private final String here;
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private final Map<Kind, SortedSet<String>> nodes = new HashMap<>();
    private final Set<Kind> seen = new HashSet<>();

    /**
     * A kind of exception.
     *
     * @param message the exception's class and message
     * @param at the line of the plan that it comes from, such as {@code Shop.java:12 in browse}
     */
    public record Kind(String message, String at) {}

    /** Exceptions of one kind. */
    public record Counted(String message, String at, long count) {}

    /** @param here the name of the process that the log is in */
    public ExceptionLog(String here) {
        this.here = here;
    }

    /** Counts one. @return true the first time that there is one of its kind */
    public boolean add(Throwable e) {
        return add(new Kind(shortened(e.toString()), shortened(place(e))), 1, here);
    }

    /** Counts what another process counted. @param node which one */
    public void add(Counted counted, String node) {
        add(
                new Kind(shortened(String.valueOf(counted.message())), shortened(String.valueOf(counted.at()))),
                counted.count(),
                node);
    }

    private synchronized boolean add(Kind kind, long times, String node) {
        // Those that were cut off are still known, so that what is new is told apart from what comes again.
        Kind known = seen.contains(kind) || seen.size() < MAX_KINDS ? kind : OTHER;
        counts.merge(known, times, Long::sum);
        SortedSet<String> seenOn = nodes.computeIfAbsent(known, _ -> new TreeSet<>());
        if (seenOn.size() < MAX_NODES) {
            seenOn.add(node);
        }
        return seen.add(known);
    }

    /** Where exceptions of this kind came from: ids of workers, or the name of this process; the first few. */
    public synchronized List<String> nodes(Counted counted) {
        return List.copyOf(nodes.getOrDefault(new Kind(counted.message(), counted.at()), Collections.emptySortedSet()));
    }

    /** All so far, the most frequent first. */
    public synchronized List<Counted> list() {
        List<Counted> list = new ArrayList<>();
        counts.forEach((kind, count) -> list.add(new Counted(kind.message(), kind.at(), count)));
        list.sort((a, b) -> Long.compare(b.count(), a.count()));
        return list;
    }

    /** All so far; counting then starts from nothing. */
    public synchronized List<Counted> cut() {
        List<Counted> list = list();
        counts.clear();
        nodes.clear();
        return list;
    }

    /** The plan's own line where there is one. */
    private static String place(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        for (StackTraceElement frame : trace) {
            if ("plan".equals(frame.getClassLoaderName())) {
                return text(frame);
            }
        }
        return trace.length == 0 ? "" : text(trace[0]);
    }

    private static String text(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber() + " in " + frame.getMethodName();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }
}
