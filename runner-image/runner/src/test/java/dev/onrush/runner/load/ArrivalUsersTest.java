package dev.onrush.runner.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Who gets an arrival, with users that take their time to end. */
class ArrivalUsersTest {
    private static final int A = 0;
    private static final int B = 1;

    private int drawn;
    private final ArrivalUsers users = new ArrivalUsers(weights(), new Drawn(), Slow::new);

    private static Map<String, Integer> weights() {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put("A", 1);
        weights.put("B", 1);
        return weights;
    }

    /** What the test says. */
    private final class Drawn implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new AssertionError("only a class is drawn");
        }

        @Override
        public int nextInt(int bound) {
            return drawn;
        }
    }

    /** A user that is not over when it was told to stop. */
    private static final class Slow implements RunningUser {
        private final String name;
        private boolean stopped;

        Slow(String name) {
            this.name = name;
        }

        @Override
        public void start() {}

        @Override
        public void arrive(long due, long sendable, Consumer<RunningUser> idle) {}

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public void abort() {}
    }

    private Slow take(int which, int most) {
        drawn = which;
        return (Slow) users.take(most);
    }

    @Test
    void anIdleUserOfTheClassIsTakenAgain() {
        Slow first = take(A, 1);
        assertEquals("A", first.name);
        assertNull(take(A, 1), "it is busy");
        users.giveBack(first);
        assertSame(first, take(A, 1));
        assertEquals(1, users.made());
    }

    @Test
    void whoMakesRoomForAnotherClassGetsNoArrivalWhileItEnds() {
        Slow a = take(A, 1);
        users.giveBack(a);
        Slow b = take(B, 1);
        assertTrue(a.stopped);
        assertEquals(2, users.busy(), "one that ends counts");
        users.giveBack(b);
        Slow other = take(A, 2);
        assertNotSame(a, other);
        assertTrue(b.stopped, "there is no room for three");
        users.ended(a);
        users.ended(b);
        assertEquals(1, users.busy());
        users.giveBack(other);
        assertEquals(0, users.busy());
        users.ended(other);
        assertEquals(0, users.busy());
        assertTrue(users.alive().isEmpty());
    }
}
