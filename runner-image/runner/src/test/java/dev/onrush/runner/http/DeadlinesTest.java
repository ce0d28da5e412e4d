package dev.onrush.runner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final PriorityQueue<Ring> timers = new PriorityQueue<>();
    private final List<String> missed = new ArrayList<>();
    private long now = -5_000_123;
    private int timersSet;
    private final Deadlines deadlines = new Deadlines(() -> now, this::after);

    private record Ring(long at, Runnable action) implements Comparable<Ring> {
        @Override
        public int compareTo(Ring other) {
            return Long.compare(at, other.at);
        }
    }

    private void after(long millis, Runnable action) {
        assertTrue(millis >= 1);
        timersSet++;
        timers.add(new Ring(now + millis * MILLISECOND, action));
    }

    private void advance(long nanos) {
        long until = now + nanos;
        while (!timers.isEmpty() && timers.peek().at <= until) {
            Ring ring = timers.remove();
            now = ring.at;
            ring.action.run();
        }
        now = until;
    }

    private final class Named extends Deadlines.Deadline {
        private final String name;
        private final long at;

        Named(String name, long millis) {
            this.name = name;
            this.at = now + millis * MILLISECOND;
            deadlines.set(this, millis);
        }

        @Override
        void missed() {
            long late = now - at;
            assertTrue(late >= 0 && late < MILLISECOND, "late by " + late);
            missed.add(name);
        }
    }

    @Test
    void eachIsMissedInItsTime() {
        new Named("long", 300);
        new Named("short", 20);
        advance(7 * MILLISECOND + 1);
        new Named("short, later", 20);
        advance(19 * MILLISECOND);
        assertEquals(List.of("short"), missed);
        advance(2 * MILLISECOND);
        assertEquals(List.of("short", "short, later"), missed);
        advance(400 * MILLISECOND);
        assertEquals(List.of("short", "short, later", "long"), missed);
    }

    @Test
    void whatIsRemovedIsNotMissed() {
        List<Named> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(new Named("" + i, 10));
        }
        deadlines.remove(all.get(2));
        deadlines.remove(all.get(4));
        deadlines.remove(all.get(0));
        deadlines.remove(all.get(0));
        advance(11 * MILLISECOND);
        assertEquals(List.of("1", "3"), missed);
        deadlines.remove(all.get(1));
    }

    @Test
    void whatIsMissedMaySetAndRemoveOthers() {
        Named[] second = new Named[1];
        deadlines.set(
                new Deadlines.Deadline() {
                    @Override
                    void missed() {
                        deadlines.remove(second[0]);
                        new Named("set meanwhile", 10);
                    }
                },
                10);
        second[0] = new Named("removed meanwhile", 10);
        advance(30 * MILLISECOND);
        assertEquals(List.of("set meanwhile"), missed);
    }

    /** A thousand times as many requests as timers, whatever the requests' number: that is what it is for. */
    @Test
    void requestsThatEndInTimeNeedHardlyAnyTimer() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            Named one = new Named("never", random.nextBoolean() ? 1_000 : 10_000);
            advance(MILLISECOND / 10);
            deadlines.remove(one);
        }
        assertEquals(List.of(), missed);
        assertTrue(timersSet <= 13, "timers: " + timersSet);
        advance(20_000 * MILLISECOND);
        assertEquals(0, deadlines.lines(), "a length that is out of use is forgotten");
        assertEquals(0, timers.size());
    }
}
