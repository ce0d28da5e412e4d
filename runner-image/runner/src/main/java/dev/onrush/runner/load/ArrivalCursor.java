package dev.onrush.runner.load;

import dev.onrush.contract.run.RateCurve;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Goes through a worker's arrivals in the order in which they are due. It is a position in the numbers of all arrivals, so that those
 * that wait need no queue: they lie between the cursor and now.
 */
public final class ArrivalCursor {
    private final RateCurve curve;
    private final RandomGenerator random;
    /** An array, since lists of one and of more are of different classes, and code that met only one of them is thrown away at the other. */
    private ArrivalShare[] shares;

    /** Numbers below it are passed. */
    private double floor;

    private double position;
    private long due;

    /** @param random null for arrivals at equal distances */
    public ArrivalCursor(RateCurve curve, List<ArrivalShare> shares, RandomGenerator random) {
        this.curve = curve;
        this.shares = shares.toArray(ArrivalShare[]::new);
        this.random = random;
        moveOn();
    }

    /** When the next arrival is due, in nanoseconds since the start; {@link Long#MAX_VALUE} after the last. */
    public long due() {
        return due;
    }

    /** The number of the next arrival, not whole where arrivals are random; infinite after the last. */
    public double position() {
        return position;
    }

    /** Goes on to the arrival after it. */
    public void advance() {
        floor = random == null ? position + 1 : position;
        moveOn();
    }

    /** Another division of the arrivals; what was passed is not gone back to. */
    public void divide(List<ArrivalShare> next) {
        shares = next.toArray(ArrivalShare[]::new);
        if (random == null || due == Long.MAX_VALUE) {
            moveOn();
        }
    }

    private void moveOn() {
        position = random == null ? firstOwnFrom((long) floor) : randomAfter(floor);
        due = curve.dueNanos(position);
    }

    private double firstOwnFrom(long first) {
        for (int i = shareAt(first); i < shares.length; i++) {
            ArrivalShare share = shares[i];
            long end = endOf(i);
            long from = Math.max(first, share.from());
            long own = from + Math.floorMod(share.index() - from, (long) share.of());
            if (share.index() >= 0 && own < end) {
                return own;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Each worker draws its own process; together they are one of the whole rate, and what was drawn before tells nothing of the next. */
    private double randomAfter(double before) {
        double at = before;
        for (int i = shareAt(before); i < shares.length; i++) {
            ArrivalShare share = shares[i];
            at = Math.max(at, share.from());
            double next = at - Math.log(1 - random.nextDouble()) * share.of();
            if (share.index() >= 0 && next < endOf(i)) {
                return next;
            }
            at = endOf(i);
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The last share that begins at an arrival or before; the first when there is none. */
    private int shareAt(double arrival) {
        int at = 0;
        while (at + 1 < shares.length && shares[at + 1].from() <= arrival) {
            at++;
        }
        return at;
    }

    private long endOf(int share) {
        return share + 1 < shares.length ? shares[share + 1].from() : Long.MAX_VALUE;
    }
}
