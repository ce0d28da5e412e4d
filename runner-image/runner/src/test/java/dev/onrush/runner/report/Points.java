package dev.onrush.runner.report;

import dev.onrush.runner.stats.Phase;

/** Intervals of a course that never was. */
public final class Points {
    private Points() {}

    public static History.Point point(
            long second, long seconds, Phase phase, Integer users, Double p95Millis, boolean closed) {
        return new History.Point(
                "2026-09-21T14:13:20.250Z",
                second,
                seconds,
                phase,
                users,
                12,
                2,
                1,
                12,
                2,
                1.5,
                p95Millis,
                9.0,
                closed,
                true);
    }
}
