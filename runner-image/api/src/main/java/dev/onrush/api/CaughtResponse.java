package dev.onrush.api;

/** An answer of which the plan decides whether it is a failure. Without a decision its status decides. */
public interface CaughtResponse extends Response, AutoCloseable {
    /** It is none, whatever its status. The last word counts. */
    void success();

    /**
     * It is a failure.
     *
     * @param reason failures are counted by it, so it holds no ids
     */
    void failure(String reason);

    /** Counts the request; what is decided afterwards has no effect. */
    @Override
    void close();
}
