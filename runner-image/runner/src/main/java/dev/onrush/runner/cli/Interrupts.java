package dev.onrush.runner.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns Ctrl-C and SIGTERM into a stop in good order: the process ends when the work is wrapped up, with the work's own exit code.
 */
final class Interrupts {
    private final CompletableFuture<Integer> finished = new CompletableFuture<>();

    private Interrupts() {}

    /**
     * Registers what to do.
     *
     * @param stop asks the work to stop, and returns
     * @param patience how long the work may take to stop
     */
    static Interrupts onSignal(Runnable stop, Duration patience) {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupts.shutDown(stop, patience), "interrupt"));
        return interrupts;
    }

    /** The work is done and everything is printed. */
    int finished(int exitCode) {
        finished.complete(exitCode);
        return exitCode;
    }

    private void shutDown(Runnable stop, Duration patience) {
        if (finished.isDone()) {
            return;
        }
        stop.run();
        try {
            // Without this the exit code would be the signal's.
            Runtime.getRuntime().halt(finished.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            Runtime.getRuntime().halt(ExitCodes.COULD_NOT_RUN);
        }
    }
}
