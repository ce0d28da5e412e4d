package dev.onrush.runner.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much later than asked for the kernel may wake a thread, so as to wake several at once: 50 µs unless it is told otherwise. */
public final class TimerSlack {
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final String LEAST_NANOS = "1";

    private TimerSlack() {}

    /** Asks for none on the calling thread; where there is no such thing it stays as it was. */
    public static void none() {
        try {
            Path thread = Files.readSymbolicLink(THIS_THREAD).getFileName();
            Files.writeString(of(thread), LEAST_NANOS);
        } catch (IOException _) {
            // Starts are some 50 µs later, which what is measured shows.
        }
    }

    private static Path of(Path thread) {
        return Path.of("/proc").resolve(thread).resolve("timerslack_ns");
    }
}
