package dev.onrush.runner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.runner.loop.Alarm;
import dev.onrush.runner.loop.ClockedTransport;
import dev.onrush.runner.loop.OnLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WheelAlarmTest {
    private final Vertx vertx = ClockedTransport.newVertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();

    /** What takes its time when it is due. */
    private static final class Slow extends Deadline {
        private boolean done;

        @Override
        protected void due(long now) {
            long end = System.nanoTime() + 3 * Wheel.TICK_NANOS;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            done = true;
        }
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private void onLoop(Consumer<WheelAlarm> test) {
        OnLoop.of(context, () -> {
            test.accept(new WheelAlarm(context));
            return null;
        });
    }

    /** Or the loop would be woken too early by as much as that took, and have to sleep once more. */
    @Test
    void theNextIsDueWhenItIsHoweverLongThoseBeforeItTook() {
        onLoop(alarm -> {
            long now = System.nanoTime();
            Slow first = new Slow();
            long moment = alarm.set(first, now);
            long next = alarm.set(new Slow(), now + TimeUnit.HOURS.toNanos(1));
            assertEquals(moment, alarm.ring(moment - 1));
            long then = now;
            while (!first.done) {
                then = alarm.ring(System.nanoTime());
            }
            // What lies far ahead comes nearer in steps.
            assertTrue(then - next <= 0);
            assertEquals(then, alarm.ring(System.nanoTime()));
        });
    }

    @Test
    void nothingIsDueWhereNothingWaits() {
        onLoop(alarm -> assertEquals(Alarm.NEVER, alarm.ring(System.nanoTime())));
    }
}
