package dev.onrush.runner.loop;

import java.util.function.LongSupplier;

/**
 * When a loop that never sleeps does so for others that run only when nobody else wants the core. Now and then it tries whether they have something to do; where they have, they get
 * a third of the time until they have done it: what they do, such as compiling the loop's code, may be what it is slow for. Pure.
 */
final class Courtesy {
    /** A loop that owes it to nobody. */
    static final Courtesy NONE = new Courtesy(() -> 0, Long.MAX_VALUE);

    /** It tries after so long without a sleep, for so long: a hundredth of the time. */
    static final long TRY_AFTER = 2_000_000;

    static final long TRY = 20_000;

    /** A third of the time, in pieces of which one is not felt. */
    static final long PIECE = 100_000;

    static final long BETWEEN = 200_000;

    private final LongSupplier ran;
    private final long tryAfter;
    private long before;
    private boolean wanted;

    /** @param ran CPU time of the others so far, in nanoseconds */
    Courtesy(LongSupplier ran) {
        this(ran, TRY_AFTER);
    }

    private Courtesy(LongSupplier ran, long tryAfter) {
        this.ran = ran;
        this.tryAfter = tryAfter;
    }

    /** Whether it has to sleep now. @param awake for how long it has not slept, in nanoseconds */
    boolean isDue(long awake) {
        return awake > (wanted ? BETWEEN : tryAfter);
    }

    /** How long the sleep is to be, in nanoseconds. */
    long nap() {
        return wanted ? PIECE : TRY;
    }

    /** The sleep begins. */
    void begin() {
        before = ran.getAsLong();
    }

    /** The sleep is over. */
    void end() {
        wanted = ran.getAsLong() - before > nap() / 4;
    }
}
