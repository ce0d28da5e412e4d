package dev.onrush.runner.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The terminal's line discipline, which {@code stty} changes and which is put back however the program ends. */
final class Terminal {
    private String before;

    /**
     * Hands keys on as they are pressed, and does not show them. Ctrl-C stays what it is.
     *
     * @return false where there is no terminal, or this process is not in its foreground
     */
    boolean readKeyByKey() {
        try {
            before = stty("-g");
            // However the program ends short of being killed: a terminal that shows nothing is a bad thing to leave
            // behind.
            Runtime.getRuntime().addShutdownHook(new Thread(this::restore, "terminal"));
            stty("-icanon", "-echo", "min", "1");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** As it was before. */
    synchronized void restore() {
        if (before != null) {
            try {
                stty(before);
            } catch (IOException _) {
                // The terminal is gone, and with it what had to be put back.
            }
            before = null;
        }
    }

    private static String stty(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true)
                .start();
        try {
            // In the background a change stops the process that asks for it; its output fits into any pipe.
            if (!process.waitFor(2, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("stty failed");
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
