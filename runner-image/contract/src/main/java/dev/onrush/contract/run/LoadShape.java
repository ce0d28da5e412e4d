package dev.onrush.contract.run;

import java.time.Duration;
import java.util.List;

/** The number of virtual users as a function of the time since the start. */
public sealed interface LoadShape {
    /** How long the shape lasts. */
    Duration length();

    /** The highest number of users at any time. */
    int peak();

    /** The users that should run at a time from 0 to {@link #length}. */
    int usersAt(Duration elapsed);

    /**
     * From 0 to a number of users at a rate, then level.
     *
     * @param users one or more
     * @param spawnRate users per second, more than zero
     */
    record Ramp(int users, double spawnRate, Duration length) implements LoadShape {
        @Override
        public int peak() {
            return users;
        }

        @Override
        public int usersAt(Duration elapsed) {
            // The first user starts at once, the n-th at (n - 1) / rate.
            double due = Math.floor(elapsed.toNanos() * spawnRate / 1e9) + 1;
            return (int) Math.min(users, due);
        }
    }

    /**
     * The open model: iterations start at a rate, and as many users run as that takes.
     *
     * @param curve when they start
     * @param maxUsers at a time; arrivals beyond them wait
     * @param maxStartDelay how long they wait at most
     * @param poisson at random moments with that rate instead of at equal distances
     */
    record Arrivals(RateCurve curve, int maxUsers, Duration maxStartDelay, boolean poisson) implements LoadShape {
        @Override
        public Duration length() {
            return curve.length();
        }

        @Override
        public int peak() {
            return maxUsers;
        }

        /** None: users are not planned, but come with arrivals. */
        @Override
        public int usersAt(Duration elapsed) {
            return 0;
        }
    }

    /** Linear ramps one after the other; a stage of no length jumps. */
    record Stages(List<Step> steps) implements LoadShape {
        /** @param users at the end of the step */
        public record Step(int users, Duration length) {}

        @Override
        public Duration length() {
            return steps.stream().map(Step::length).reduce(Duration.ZERO, Duration::plus);
        }

        @Override
        public int peak() {
            return steps.stream().mapToInt(Step::users).max().orElse(0);
        }

        @Override
        public int usersAt(Duration elapsed) {
            int from = 0;
            Duration start = Duration.ZERO;
            for (Step step : steps) {
                Duration end = start.plus(step.length());
                if (elapsed.compareTo(end) < 0) {
                    double share = (double) elapsed.minus(start).toNanos()
                            / step.length().toNanos();
                    return (int) Math.round(from + share * (step.users() - from));
                }
                from = step.users();
                start = end;
            }
            return from;
        }
    }
}
