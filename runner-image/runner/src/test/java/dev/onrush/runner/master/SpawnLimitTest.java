package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpawnLimitTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2.5, 7, 40, 333.3, 5_000})
    void overAMinuteTheRateIsKeptWithoutBursts(double rate) {
        SpawnLimit limit = new SpawnLimit(rate);
        int users = 0;
        for (int tick = 1; tick <= 600; tick++) {
            int next = limit.towards(Integer.MAX_VALUE, users, Duration.ofMillis(tick * 100L));
            assertTrue(next - users <= Math.ceil(rate / 10) + 1, "a burst of " + (next - users));
            users = next;
        }
        assertEquals(rate * 60, users, 2 + rate / 10);
    }

    @Test
    void whatWasNotNeededIsNotSavedUp() {
        SpawnLimit limit = new SpawnLimit(10);
        assertEquals(5, limit.towards(5, 5, Duration.ofMinutes(1)));
        assertTrue(limit.towards(1_000, 5, Duration.ofMillis(60_100)) <= 5 + 3);
    }

    @Test
    void withoutARateThereIsNoLimit() {
        assertEquals(1_000_000, new SpawnLimit(Double.POSITIVE_INFINITY).towards(1_000_000, 0, Duration.ZERO));
    }
}
