package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WheelTest {
    private static final long START = -123_456_789L;

    private final Wheel wheel = new Wheel(START);
    private final List<Long> rang = new ArrayList<>();

    private final class Bell extends Deadline {
        private long at;
        private long moment;
        private long rangAt = Long.MIN_VALUE;

        @Override
        protected void due(long now) {
            rangAt = now;
            rang.add(at);
        }

        Bell set(long time) {
            at = time;
            moment = wheel.set(this, time);
            return this;
        }
    }

    @Test
    void nothingIsDueWhereNothingWaits() {
        assertEquals(Long.MAX_VALUE, wheel.nextNanos());
        wheel.advance(START + TimeUnit.DAYS.toNanos(1));
        assertEquals(Long.MAX_VALUE, wheel.nextNanos());
    }

    /** Times from nanoseconds to a day; whoever follows the wheel's own alarm is never early, and late by a tick at most. */
    @Test
    void deadlinesAreDueInTimeWhateverTheirDistance() {
        Random random = new Random(7);
        List<Bell> bells = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long distance = (long) Math.pow(10, random.nextDouble(14));
            bells.add(new Bell().set(START + distance));
        }
        long steps = 0;
        while (wheel.nextNanos() != Long.MAX_VALUE) {
            wheel.advance(wheel.nextNanos());
            steps++;
        }
        for (Bell bell : bells) {
            long late = bell.rangAt - bell.at;
            assertTrue(late >= 0 && late <= Wheel.TICK_NANOS, "late by " + late);
            assertEquals(bell.moment, bell.rangAt, "due when it was said to be");
        }
        assertEquals(20_000, rang.size());
        assertTrue(steps < 3 * 20_000, steps + " steps");
    }

    @Test
    void whatWasRemovedOrSetAnewIsNotDueAtItsOldTime() {
        Random random = new Random(8);
        List<Bell> bells = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            bells.add(new Bell().set(START + random.nextLong(TimeUnit.SECONDS.toNanos(100))));
        }
        long now = START;
        for (int round = 0; round < 200; round++) {
            now += random.nextLong(TimeUnit.MILLISECONDS.toNanos(700));
            wheel.advance(now);
            for (int i = 0; i < 50; i++) {
                Bell bell = bells.get(random.nextInt(bells.size()));
                if (random.nextBoolean()) {
                    wheel.remove(bell);
                    assertFalse(bell.isWaiting());
                } else {
                    bell.set(now + random.nextLong(TimeUnit.SECONDS.toNanos(100)));
                    assertTrue(bell.isWaiting());
                }
            }
            for (Bell bell : bells) {
                assertTrue(!bell.isWaiting() || bell.at + Wheel.TICK_NANOS > now, "it should have rung");
            }
        }
        List<Bell> left = bells.stream().filter(Deadline::isWaiting).toList();
        rang.clear();
        wheel.advance(now + TimeUnit.SECONDS.toNanos(101));
        assertEquals(left.size(), rang.size());
    }

    @Test
    void whatIsSetForThePastIsDueAtTheNextTick() {
        wheel.advance(START + TimeUnit.SECONDS.toNanos(5));
        Bell bell = new Bell().set(START);
        assertEquals(START + TimeUnit.SECONDS.toNanos(5) + Wheel.TICK_NANOS, wheel.nextNanos());
        assertEquals(wheel.nextNanos(), bell.moment);
    }

    @Test
    void whoeverSetsItselfAnewWhileItRingsDoesNotHoldTheWheelUp() {
        int[] times = {0};
        Deadline again = new Deadline() {
            @Override
            protected void due(long now) {
                times[0]++;
                wheel.set(this, now);
            }
        };
        wheel.set(again, START);
        wheel.advance(START + 10 * Wheel.TICK_NANOS);
        assertEquals(2, times[0], "once at its time, once at the present");
    }
}
