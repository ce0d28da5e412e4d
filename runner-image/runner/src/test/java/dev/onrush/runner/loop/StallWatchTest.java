package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    /** Goes on for so many looks, and then no more. */
    private static LongSupplier standsStillAfter(int looks, AtomicLong looked) {
        return () -> Math.min(looks, looked.incrementAndGet());
    }

    @Test
    void aLoopThatStandsStillIsHelpedAndOneThatGoesRoundIsLeftAlone() throws Exception {
        AtomicLong looked = new AtomicLong();
        AtomicLong helpedAt = new AtomicLong();
        CountDownLatch helped = new CountDownLatch(1);
        try (StallWatch _ = StallWatch.over(standsStillAfter(10, looked), () -> {
            helpedAt.compareAndSet(0, looked.get());
            helped.countDown();
        })) {
            assertTrue(helped.await(60, TimeUnit.SECONDS));
        }
        assertTrue(helpedAt.get() > 10, () -> "after looks: " + helpedAt);
    }

    @Test
    void itIsHelpedAgainAsLongAsItStandsStill() throws Exception {
        CountDownLatch helped = new CountDownLatch(3);
        try (StallWatch _ = StallWatch.over(() -> 1, helped::countDown)) {
            assertTrue(helped.await(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void itsThreadEndsWithIt() {
        AtomicLong looked = new AtomicLong();
        Thread[] watching = new Thread[1];
        StallWatch watch = StallWatch.over(
                () -> {
                    watching[0] = Thread.currentThread();
                    return looked.incrementAndGet();
                },
                () -> {});
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> looked.get() > 1);
        watch.close();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !watching[0].isAlive());
    }
}
