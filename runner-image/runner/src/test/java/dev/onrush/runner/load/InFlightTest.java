package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final long SECOND = 1_000_000_000;
    private static final long ORIGIN = Long.MAX_VALUE - 100 * SECOND;

    private static InFlight begun() {
        InFlight inFlight = new InFlight();
        inFlight.begin(ORIGIN);
        return inFlight;
    }

    @Test
    void theOldestIsKnownToASecondOfTheRun() {
        InFlight inFlight = begun();
        assertEquals(0, inFlight.age(ORIGIN + 10 * SECOND));
        inFlight.began(ORIGIN + 21 * SECOND / 2);
        inFlight.began(ORIGIN + 12 * SECOND);
        assertEquals(5 * SECOND, inFlight.age(ORIGIN + 15 * SECOND));
        inFlight.over(ORIGIN + 21 * SECOND / 2);
        assertEquals(3 * SECOND, inFlight.age(ORIGIN + 15 * SECOND));
        inFlight.over(ORIGIN + 12 * SECOND);
        assertEquals(0, inFlight.age(ORIGIN + 15 * SECOND));
    }

    @Test
    void oneThatWasDueBeforeTheFirstSecondThatIsLookedAtCounts() {
        InFlight inFlight = begun();
        inFlight.age(ORIGIN + 15 * SECOND);
        inFlight.began(ORIGIN + 3 * SECOND);
        assertEquals(2 * SECOND, inFlight.age(ORIGIN + 17 * SECOND));
        inFlight.over(ORIGIN + 3 * SECOND);
        assertEquals(0, inFlight.age(ORIGIN + 17 * SECOND));
    }

    /** Across the overflow of the clock, with some that take minutes and looks that fail to come for hours. */
    @Test
    void itAgreesWithALookAtAllOfThem() {
        Random random = new Random(6);
        InFlight inFlight = begun();
        Deque<Long> open = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(1_000) == 0 ? 5_000 * SECOND : random.nextLong(SECOND / 10);
            if (open.size() > 50 || random.nextBoolean() && !open.isEmpty()) {
                List<Long> all = new ArrayList<>(open);
                long over = all.get(random.nextInt(all.size()));
                open.remove(over);
                inFlight.over(ORIGIN + over);
            } else {
                open.add(now);
                inFlight.began(ORIGIN + now);
            }
            if (random.nextInt(20) == 0) {
                long oldest = open.stream().mapToLong(due -> due).min().orElse(now);
                long found = now - inFlight.age(ORIGIN + now);
                assertTrue(
                        found <= oldest && (open.isEmpty() || oldest / SECOND == found / SECOND), found + " " + oldest);
            }
        }
    }
}
