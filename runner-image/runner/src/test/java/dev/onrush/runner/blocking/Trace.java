package dev.onrush.runner.blocking;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a plan's code did, whatever copy of the plan it was: they share no class but those of the JDK. */
final class Trace implements AutoCloseable {
    private final String key = "trace-" + UUID.randomUUID();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Trace() {
        System.getProperties().put(key, lines);
    }

    /** A method {@code trace(text)} for a plan's source. */
    String method() {
        return """
                @SuppressWarnings("unchecked")
                static void trace(String text) {
                    ((java.util.Queue<String>) System.getProperties().get("%s")).add(text);
                }
                """.formatted(key);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    @Override
    public void close() {
        System.getProperties().remove(key);
    }
}
