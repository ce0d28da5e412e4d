package dev.onrush.runner.http;

import io.vertx.core.Future;

/** One user's way to the target: it keeps its cookies. */
public interface HttpUser {
    /** Sends a request; the future fails with {@link RequestFailedException} when there was no whole answer. */
    Future<Response> send(RenderedRequest request);

    /**
     * When the kernel had taken all of the last request, of {@link System#nanoTime}; 0 when that is not known. Where an answer led elsewhere, it is later by how long this generator kept
     * the request for that. A user that does not look takes it for written when it was handed over, which is no proof.
     *
     * @param handed when {@link #send} returned
     */
    default long written(long handed) {
        return handed;
    }

    /** How much of the time after {@link #send} returned this generator itself may have kept the last request, in nanoseconds. */
    default long held(long now) {
        return 0;
    }

    /** Gives up a request in flight, and closes the connections that are the user's own. */
    default void close() {}

    /** There was no whole answer. */
    final class RequestFailedException extends Exception {
        /** @param failure whose text is the message */
        public RequestFailedException(Failure failure) {
            super(failure.text(), null, false, false);
        }
    }
}
