package dev.onrush.runner.cli;

import dev.onrush.contract.quantity.Durations;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LoadShape;
import java.math.BigDecimal;
import java.time.Duration;

/** The name of a report's file, with what the run's load was in the place of {@code {u}}, {@code {r}} and {@code {t}}. */
final class ReportName {
    private static final String STAGES = "stages";

    private ReportName() {}

    /**
     * Fills a pattern in.
     *
     * @param shape of the run
     * @param pursued the users and the spawn rate at the end, which may be others than at the beginning; null where there are none
     * @param untilStopped the length of a run that ends when it is stopped
     */
    static String of(String pattern, LoadShape shape, Load pursued, Duration untilStopped) {
        return pattern.replace("{u}", users(shape, pursued))
                .replace("{r}", rate(shape, pursued))
                .replace(
                        "{t}",
                        shape.length().equals(untilStopped) ? "until-stopped" : Durations.format(shape.length()));
    }

    private static String users(LoadShape shape, Load pursued) {
        return switch (shape) {
            case LoadShape.Arrivals open -> String.valueOf(open.maxUsers());
            case LoadShape.Ramp _, LoadShape.Stages _ -> pursued == null ? STAGES : String.valueOf(pursued.users());
        };
    }

    private static String rate(LoadShape shape, Load pursued) {
        return switch (shape) {
            case LoadShape.Arrivals open ->
                BigDecimal.valueOf(open.curve().peak()).stripTrailingZeros().toPlainString();
            case LoadShape.Ramp _, LoadShape.Stages _ -> pursued == null ? STAGES : pursued.spawnRate();
        };
    }
}
