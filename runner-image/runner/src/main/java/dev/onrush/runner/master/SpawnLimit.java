package dev.onrush.runner.master;

import java.time.Duration;

/**
 * Lets the number of users change no faster than the spawn rate, whatever made it change: a ramp, another target, or a lost
 * worker whose users the others take over. A part of a user that a tick leaves over is kept for the next.
 */
final class SpawnLimit {
    private double perSecond;
    private double budget;
    private Duration last = Duration.ZERO;

    /** @param perSecond users per second; infinite for no limit */
    SpawnLimit(double perSecond) {
        this.perSecond = perSecond;
        // The first user starts at once.
        this.budget = 1;
    }

    void rate(double usersPerSecond) {
        perSecond = usersPerSecond;
        budget = 1;
    }

    /** Time begins there; what went before earned nothing. */
    void from(Duration at) {
        last = at;
    }

    /**
     * The number of users to have next, on the way from what there is to what is wanted.
     *
     * @param at the time since the start; never before the time of the last call
     */
    int towards(int wanted, int present, Duration at) {
        if (Double.isInfinite(perSecond)) {
            return wanted;
        }
        double earned = perSecond * at.minus(last).toNanos() / 1e9;
        last = at;
        // What was not needed is not saved up: it would become a burst.
        budget = Math.min(budget + earned, Math.max(1, earned) + 1);
        int most = (int) Math.min(Integer.MAX_VALUE, budget);
        int next = Math.clamp(wanted, present - most, (int) Math.min(Integer.MAX_VALUE, (long) present + most));
        budget -= Math.abs(next - present);
        return next;
    }

    /** How many users may start elsewhere than they were, with what {@link #towards} left over; no more than wanted. */
    int moves(int wanted) {
        if (Double.isInfinite(perSecond)) {
            return wanted;
        }
        int moves = Math.clamp((long) budget, 0, wanted);
        budget -= moves;
        return moves;
    }
}
