package dev.onrush.api;

/** The clock of one request: it runs until the first of {@link #success}, {@link #failure} and {@link #close}. */
public interface RequestTimer extends AutoCloseable {
    /**
     * The request is over.
     *
     * @param length of the answer in bytes
     */
    void success(long length);

    /**
     * The request failed.
     *
     * @param reason failures are counted by it, so it holds no ids
     */
    void failure(String reason);

    /** A success of length 0, unless something else was said before. */
    @Override
    void close();
}
