package dev.onrush.runner.blocking;

/**
 * Whether a user may go on. Told to stop, it is woken where it merely waits, and may finish the request that is in flight; nothing
 * new begins, but for what its {@code onStop} asks for. Told to give up, it is woken wherever it is.
 */
final class Life {
    private final Thread thread;
    private int inFlight;
    private boolean stopping;
    private boolean cleaningUp;
    private boolean givenUp;

    Life(Thread thread) {
        this.thread = thread;
    }

    synchronized void stop() {
        stopping = true;
        if (inFlight == 0 && !cleaningUp) {
            thread.interrupt();
        }
    }

    synchronized void giveUp() {
        stopping = true;
        givenUp = true;
        thread.interrupt();
    }

    /** Before something that should be finished once begun. @throws UserEnded when it may not begin */
    synchronized void begin() {
        if (givenUp || stopping && !cleaningUp) {
            throw new UserEnded();
        }
        inFlight++;
    }

    /** After it. A user that was told to stop meanwhile then waits for nothing more. */
    synchronized void end() {
        inFlight--;
        if (stopping && !cleaningUp && inFlight == 0) {
            thread.interrupt();
        }
    }

    /** @throws UserEnded when the user has to end */
    synchronized void check() {
        if (givenUp || stopping && !cleaningUp) {
            throw new UserEnded();
        }
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** From here on the user tidies up: that it was told to stop no longer wakes it. */
    synchronized void cleanUp() {
        cleaningUp = true;
        if (!givenUp) {
            Thread.interrupted();
        }
    }
}
