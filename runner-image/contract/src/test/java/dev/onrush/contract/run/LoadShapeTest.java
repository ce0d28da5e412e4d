package dev.onrush.contract.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.LoadShape.Ramp;
import dev.onrush.contract.run.LoadShape.Stages;
import dev.onrush.contract.run.LoadShape.Stages.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadShapeTest {
    @ParameterizedTest
    @CsvSource({
        "10, 2.5, 0, 1",
        "10, 2.5, 399, 1",
        "10, 2.5, 400, 2",
        "10, 2.5, 3600, 10",
        "10, 2.5, 60000, 10",
        "20000, 5000, 0, 1",
        "20000, 5000, 1000, 5001",
        "20000, 5000, 4000, 20000",
        "100, 100, 290, 30",
        "3, 0.1, 9999, 1",
        "3, 0.1, 10000, 2"
    })
    void theFirstUserStartsAtOnceAndTheOthersAtTheRate(int users, double rate, long millis, int expected) {
        assertEquals(expected, new Ramp(users, rate, Duration.ofMinutes(1)).usersAt(Duration.ofMillis(millis)));
    }

    @Test
    void everyUserOfARampIsDueAtItsOwnMoment() {
        for (int rate : new int[] {1, 4, 5, 8, 10, 20, 25, 50, 100, 1_000}) {
            Ramp ramp = new Ramp(10_000, rate, Duration.ofHours(1));
            for (int n = 1; n <= 1_000; n++) {
                assertEquals(n, ramp.usersAt(Duration.ofNanos((n - 1) * 1_000_000_000L / rate)), "rate " + rate);
            }
        }
    }

    @Test
    void aRampLastsAsLongAsTheRun() {
        Ramp ramp = new Ramp(7, 1, Duration.ofSeconds(3));
        assertEquals(Duration.ofSeconds(3), ramp.length());
        assertEquals(7, ramp.peak());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5000, 50",
        "9999, 100",
        "10000, 100",
        "15000, 100",
        "20000, 300",
        "25000, 150",
        "30000, 0",
        "99000, 0"
    })
    void stagesRampFromTheOneBeforeAndJumpWithoutLength(long millis, int expected) {
        Stages stages = new Stages(List.of(
                new Step(100, Duration.ofSeconds(10)),
                new Step(100, Duration.ofSeconds(10)),
                new Step(300, Duration.ZERO),
                new Step(0, Duration.ofSeconds(10))));
        assertEquals(expected, stages.usersAt(Duration.ofMillis(millis)));
        assertEquals(Duration.ofSeconds(30), stages.length());
        assertEquals(300, stages.peak());
    }

    @Test
    void usersAreNeverNegativeNorAboveThePeak() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            LoadShape shape = random.nextBoolean()
                    ? new Ramp(
                            1 + random.nextInt(10_000_000),
                            Math.exp(random.nextDouble(-10, 16)),
                            Duration.ofMillis(random.nextLong(1L << 31)))
                    : stages(random);
            for (int j = 0; j < 20; j++) {
                Duration at = Duration.ofNanos(random.nextLong(shape.length().toNanos() + 1));
                int users = shape.usersAt(at);
                assertTrue(users >= 0 && users <= shape.peak(), () -> shape + " at " + at + ": " + users);
            }
            assertTrue(shape.usersAt(shape.length()) <= shape.peak());
        }
    }

    @Test
    void aRampNeverGoesDown() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            Ramp ramp = new Ramp(1 + random.nextInt(1_000), random.nextDouble(0.01, 300), Duration.ofMinutes(1));
            int before = 0;
            for (int tick = 0; tick <= 600; tick++) {
                int users = ramp.usersAt(Duration.ofMillis(100L * tick));
                assertTrue(users >= before && users >= 1);
                before = users;
            }
        }
    }

    private static Stages stages(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            int users = random.nextInt(4) == 0 ? 0 : random.nextInt(10_000_001);
            Duration length = random.nextInt(4) == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(1L << 30));
            steps.add(new Step(users, length));
        }
        return new Stages(steps);
    }
}
