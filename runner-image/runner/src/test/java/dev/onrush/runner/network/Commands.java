package dev.onrush.runner.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other programs, run to their end. */
final class Commands {
    private static final int PATIENCE_SECONDS = 30;

    private Commands() {}

    /** What the command printed; fails when it did not succeed. */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!ends(process, PATIENCE_SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    /** Waits for a process to end; false when it does not in time. */
    static boolean ends(Process process, int seconds) throws IOException {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Words of a command line; none of them has a space in it. */
    static String run(String line) throws IOException {
        return run(line.split(" "));
    }

    static boolean succeeds(String line) {
        try {
            run(line);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
