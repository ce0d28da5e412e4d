package dev.onrush.runner.http1;

/** A request that waits for a connection, in the line of a pool or for one that is being made. */
final class Pending {
    final Exchange exchange;
    final byte[] bytes;
    final Answers expects;
    /** When it began to wait, of {@link System#nanoTime}. */
    final long since = System.nanoTime();

    Pending previous;
    Pending next;
    /** The line that it waits in; null when it waits for a connection of its own. */
    SharedConnections line;

    Pending(Exchange exchange, byte[] bytes, Answers expects) {
        this.exchange = exchange;
        this.bytes = bytes;
        this.expects = expects;
    }

    /**
     * For a request that waited for a connection which is being made: since when only this generator may have kept it from being written, if
     * it had done all of that at the end. It does some at the beginning: it asks the kernel for a connection some time after it is wanted.
     *
     * @param asked when it had asked
     * @param readableAfter no later than when the connection stood
     */
    long heldSince(long asked, long readableAfter) {
        return Math.max(since, readableAfter) - (asked - since);
    }
}
