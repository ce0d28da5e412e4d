package dev.onrush.runner.stats;

/**
 * One kind of duration of the same requests, from both sides: what was seen, this generator's own delays included, and the least that
 * it can have been; and the requests that never ended, of which only an age is known. Every statistic is a pair of bounds: in the lower
 * one a request without an end took its age, in the upper one it takes forever.
 */
public final class Bracket {
    private final Times seen;
    private final Times least;
    private final Times unfinished;

    /**
     * @param seen of requests that ended
     * @param least of the same requests
     * @param unfinished ages of requests that did not end
     */
    Bracket(Times seen, Times least, Times unfinished) {
        this.seen = seen;
        this.unfinished = unfinished;
        if (unfinished.count() == 0) {
            this.least = least;
        } else {
            this.least = new Times();
            this.least.add(least);
            this.least.add(unfinished);
        }
    }

    /** Requests, those without an end included. */
    public long count() {
        return least.count();
    }

    /** @param percentile above 0, at most 100 */
    public Bounds percentile(double percentile) {
        long rank = Times.rank(percentile, count());
        return new Bounds(least.atLeast(rank), rank > seen.count() ? Bounds.UNKNOWN : seen.atMost(rank));
    }

    public Bounds min() {
        return new Bounds(least.min(), seen.count() == 0 ? Bounds.UNKNOWN : seen.min());
    }

    public Bounds mean() {
        return new Bounds(least.mean(), unfinished.count() > 0 ? Bounds.UNKNOWN : seen.mean());
    }

    public Bounds max() {
        return new Bounds(least.max(), unfinished.count() > 0 ? Bounds.UNKNOWN : seen.max());
    }
}
