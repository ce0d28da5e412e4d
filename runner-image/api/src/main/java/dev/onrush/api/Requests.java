package dev.onrush.api;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Counts requests of any protocol, as Locust's {@code events.request.fire}: they then have percentiles, failures and thresholds
 * like those of the HTTP client.
 */
public interface Requests {
    /**
     * Counts one request that is over.
     *
     * @param type the protocol or method, such as {@code grpc}
     * @param name what it is counted under
     * @param time how long it took
     * @param length of the answer in bytes; 0 where there is none
     * @param error why it failed, by which failures are counted; null for a success
     */
    void report(String type, String name, Duration time, long length, String error);

    /** Starts the clock of a request. */
    RequestTimer start(String type, String name);

    /**
     * Times a call. An exception makes it a failure, counted by the exception's class and message, and is thrown on.
     *
     * @throws Exception whatever the call throws
     */
    <T> T time(String type, String name, Callable<T> call) throws Exception;
}
