package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_IDLE = 5;

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
    void itsThreadsEndWithIt() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        StallWatch watch = StallWatch.over(
                () -> {
                    threads.add(Thread.currentThread());
                    return 1;
                },
                () -> threads.add(Thread.currentThread()));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> threads.size() == 2);
        watch.close();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> threads.stream()
                .noneMatch(Thread::isAlive));
    }

    /** Beside a loop that never sleeps who looks has a few thousandths of the core; who helps needs more. */
    @Test
    void whoLooksStandsBackAndWhoHelpsDoesNot() throws Exception {
        BlockingQueue<Integer> policies = new LinkedBlockingQueue<>();
        AtomicInteger looking = new AtomicInteger();
        try (StallWatch _ = StallWatch.over(
                () -> {
                    looking.set(policy());
                    return 1;
                },
                () -> policies.add(policy()))) {
            assertEquals(SCHED_OTHER, policies.poll(60, TimeUnit.SECONDS));
            assertEquals(SCHED_IDLE, looking.get());
        }
    }

    /** How the kernel treats the calling thread: the 41st field of its {@code stat} (proc_pid_stat(5)), the 39th after its name. */
    private static int policy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
