package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;
import dev.onrush.runner.http.NetworkFailures;

/** From what Netty and the kernel say to the kinds of failure that are counted. */
final class Failures {
    private Failures() {}

    /** Whatever else goes wrong with a connection has ended it. */
    static Failure of(Throwable cause) {
        Failure failure = NetworkFailures.of(cause);
        return failure == null ? Failure.CONNECTION_RESET : failure;
    }
}
