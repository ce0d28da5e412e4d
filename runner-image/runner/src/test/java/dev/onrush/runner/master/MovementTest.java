package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RateCurve;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MovementTest {
    /** A character for each second: whether the load moves in it. */
    private static String course(LoadShape shape, int seconds) {
        return IntStream.range(0, seconds)
                .mapToObj(s -> Movement.within(shape, Duration.ofSeconds(s), Duration.ofSeconds(s + 1)) ? "/" : "-")
                .collect(Collectors.joining());
    }

    @Test
    void usersMoveUntilTheLastHasStarted() {
        assertEquals("///---", course(new LoadShape.Ramp(6, 2, Duration.ofSeconds(6)), 6));
        assertEquals("/-----", course(new LoadShape.Ramp(1, 2, Duration.ofSeconds(6)), 6));
    }

    @Test
    void stagesMoveWhileTheyGoElsewhereAndWhereTheyJump() {
        List<LoadShape.Stages.Step> steps =
                List.of(step(10, 2), step(10, 3), step(0, 1), step(0, 1), step(5, 0), step(5, 2));
        assertEquals("//---/-/-", course(new LoadShape.Stages(steps), 9));
    }

    private static LoadShape.Stages.Step step(int users, int seconds) {
        return new LoadShape.Stages.Step(users, Duration.ofSeconds(seconds));
    }

    @Test
    void aRateMovesWithItsCurve() {
        RateCurve curve = new RateCurve(List.of(
                new RateCurve.Step(100, Duration.ZERO),
                new RateCurve.Step(100, Duration.ofSeconds(2)),
                new RateCurve.Step(200, Duration.ofMillis(1_500)),
                new RateCurve.Step(200, Duration.ofSeconds(2))));
        assertEquals("/-//-", course(new LoadShape.Arrivals(curve, 10, Duration.ofSeconds(1), false), 5));
    }
}
