package dev.onrush.runner.master;

import dev.onrush.contract.run.LoadShape;
import java.time.Duration;
import java.util.List;

/** When a load moves, as far as its definition says. */
final class Movement {
    private Movement() {}

    private record Step(double to, Duration length) {}

    /** Whether the load is not level all the time between two times since the start, the first included. */
    static boolean within(LoadShape shape, Duration from, Duration to) {
        return switch (shape) {
            case LoadShape.Ramp ramp -> {
                double lastUser = (ramp.users() - 1) / ramp.spawnRate();
                yield from.toNanos() / 1e9 <= lastUser;
            }
            case LoadShape.Stages stages ->
                within(
                        stages.steps().stream()
                                .map(step -> new Step(step.users(), step.length()))
                                .toList(),
                        from,
                        to);
            case LoadShape.Arrivals open ->
                within(
                        open.curve().steps().stream()
                                .map(step -> new Step(step.rate(), step.length()))
                                .toList(),
                        from,
                        to);
        };
    }

    private static boolean within(List<Step> steps, Duration from, Duration to) {
        double level = 0;
        Duration start = Duration.ZERO;
        for (Step step : steps) {
            Duration end = start.plus(step.length());
            // A jump is at its start and has no end.
            boolean touches =
                    start.compareTo(to) < 0 && (end.compareTo(from) > 0 || end.equals(start) && end.equals(from));
            if (step.to() != level && touches) {
                return true;
            }
            level = step.to();
            start = end;
        }
        return false;
    }
}
