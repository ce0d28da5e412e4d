package dev.onrush.runner.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockedLoopTest {
    private final Vertx vertx = ClockedTransport.newVertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /**
     * @param after what the loop knew
     * @param at when it read
     * @param heldAt when the loop's hold-up began
     * @param written after the byte was
     */
    private record Read(long after, long at, long heldAt, long written) {}

    private static void busy(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Sends a byte to a loop that was held up, and asks it what it knows. */
    private Read send(long holdUp, long sendAfter) throws Exception {
        Context context = vertx.getOrCreateContext();
        Promise<long[]> read = Promise.promise();
        Promise<Integer> port = Promise.promise();
        context.runOnContext(_ -> {
            PollClock clock = PollClock.of(context);
            NetServer server = vertx.createNetServer();
            server.connectHandler(socket -> socket.handler(
                    (Buffer _) -> read.tryComplete(new long[] {clock.readableAfter(), System.nanoTime()})));
            server.listen(0, "127.0.0.1").map(NetServer::actualPort).onComplete(port);
        });
        try (Socket socket = new Socket("127.0.0.1", port.future().await(10, TimeUnit.SECONDS))) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            Thread.sleep(50);
            Promise<Long> held = Promise.promise();
            context.runOnContext(_ -> {
                held.complete(System.nanoTime());
                busy(holdUp);
            });
            long heldAt = held.future().await(10, TimeUnit.SECONDS);
            busy(sendAfter);
            out.write(1);
            long written = System.nanoTime();
            long[] known = read.future().await(10, TimeUnit.SECONDS);
            return new Read(known[0], known[1], heldAt, written);
        }
    }

    @Test
    void whatIsReadLateIsKnownToHaveComeAfterTheTurnBefore() throws Exception {
        long holdUp = 200_000_000;
        Read read;
        do {
            // On a busy machine the byte may come when the hold-up is over; that says nothing.
            read = send(holdUp, holdUp / 20);
        } while (read.written() - read.heldAt() > holdUp / 2);
        assertTrue(read.at() - read.heldAt() >= holdUp, "the loop was busy when the byte came");
        assertTrue(read.after() <= read.heldAt(), "the loop asked before it was held up, and found nothing");
        assertTrue(read.heldAt() - read.after() < 2_000_000_000L, "it asks all the time");
    }

    @Test
    void anAlarmRingsWhenItIsDueAndNeverBefore() throws Exception {
        Context context = vertx.getOrCreateContext();
        Promise<Integer> early = Promise.promise();
        context.runOnContext(_ -> {
            ClockedLoop loop = ClockedLoop.of(context).orElseThrow();
            long start = System.nanoTime();
            loop.alarm(new Alarm() {
                private int rung;
                private int tooEarly;

                @Override
                public long ring(long now) {
                    long due = start + (rung + 1) * 3_000_000L;
                    if (now >= due && rung < 20) {
                        rung++;
                        tooEarly += System.nanoTime() < due ? 1 : 0;
                        if (rung == 20) {
                            early.complete(tooEarly);
                        }
                    }
                    return rung == 20 ? NEVER : start + (rung + 1) * 3_000_000L;
                }
            });
        });
        assertEquals(0, early.future().await(20, TimeUnit.SECONDS));
    }

    @Test
    void alarmsRingBesideEachOtherUntilTheyAreOver() throws Exception {
        Context context = vertx.getOrCreateContext();
        int[] brief = {0};
        Promise<Integer> rung = Promise.promise();
        context.runOnContext(_ -> {
            LoopTimers.alarm(context, new Alarm() {
                @Override
                public long ring(long now) {
                    brief[0]++;
                    return now + 100_000;
                }

                @Override
                public boolean isOver() {
                    return brief[0] == 3;
                }
            });
            int[] lasting = {0};
            LoopTimers.alarm(context, now -> {
                if (++lasting[0] == 30) {
                    rung.complete(brief[0]);
                }
                return now + 100_000;
            });
        });
        assertEquals(3, rung.future().await(10, TimeUnit.SECONDS));
    }

    @Test
    void aLoopGoesRoundAsOftenAsItIsToldAndIsDone() throws Exception {
        Context context = vertx.getOrCreateContext();
        int[] rung = {0};
        context.runOnContext(_ -> LoopTimers.alarm(context, _ -> {
            rung[0]++;
            return Alarm.NEVER;
        }));
        LoopTimers.turns(context, 1_000).await(10, TimeUnit.SECONDS);
        Promise<Integer> seen = Promise.promise();
        context.runOnContext(_ -> seen.complete(rung[0]));
        assertTrue(seen.future().await(10, TimeUnit.SECONDS) >= 1_000, "fewer turns");
    }

    @Test
    void aLoopThatRestsRingsNoMore() throws Exception {
        Context context = vertx.getOrCreateContext();
        int[] rung = {0};
        Promise<Void> first = Promise.promise();
        context.runOnContext(_ -> LoopTimers.alarm(context, now -> {
            rung[0]++;
            first.tryComplete();
            return now + 1_000_000;
        }));
        first.future().await(10, TimeUnit.SECONDS);
        Promise<Integer> atRest = Promise.promise();
        context.runOnContext(_ -> {
            LoopTimers.rest(context);
            int before = rung[0];
            // Each timer is a turn of the loop, which would ring.
            LoopTimers.after(
                    context,
                    5_000_000,
                    () -> LoopTimers.after(context, 5_000_000, () -> atRest.complete(rung[0] - before)));
        });
        assertEquals(0, atRest.future().await(10, TimeUnit.SECONDS));
    }

    private static long timers() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(ClockedLoopTest::isTimer).count();
        }
    }

    private static boolean isTimer(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("timerfd");
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aLoopHasATimerOfItsOwnUntilItRests() throws Exception {
        assumeTrue(Transport.EPOLL != null && Transport.EPOLL.available());
        Context context = vertx.getOrCreateContext();
        assertTrue(ClockedLoop.of(context).isPresent());
        long before = timers();
        context.runOnContext(_ -> LoopTimers.alarm(context, now -> now + 100_000));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> timers() == before + 1);
        context.runOnContext(_ -> LoopTimers.rest(context));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> timers() == before);
    }

    @Test
    void aLoopThatEndsClosesItsTimer() throws Exception {
        assumeTrue(Transport.EPOLL != null && Transport.EPOLL.available());
        vertx.close().await();
        long before = timers();
        Vertx other = ClockedTransport.newVertx();
        try {
            Context context = other.getOrCreateContext();
            assertTrue(ClockedLoop.of(context).isPresent());
            long its = timers();
            context.runOnContext(_ -> LoopTimers.alarm(context, now -> now + 100_000));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> timers() == its + 1);
        } finally {
            other.close().await();
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> timers() == before);
    }

    /** Whoever wakes it up meanwhile changes nothing of when the alarm rings, nor of what the loop does at times of its own. */
    @Test
    void aLoopThatIsWokenAgainAndAgainRingsAndKeepsItsTimers() throws Exception {
        Context context = vertx.getOrCreateContext();
        AtomicInteger early = new AtomicInteger();
        AtomicInteger rung = new AtomicInteger();
        AtomicInteger timed = new AtomicInteger();
        AtomicInteger woken = new AtomicInteger();
        context.runOnContext(_ -> {
            long[] due = {System.nanoTime() + 700_000};
            LoopTimers.alarm(context, now -> {
                if (now - due[0] >= 0) {
                    rung.incrementAndGet();
                    early.addAndGet(System.nanoTime() - due[0] < 0 ? 1 : 0);
                    due[0] = now + 700_000;
                }
                return due[0];
            });
        });
        long timer = vertx.setPeriodic(2, _ -> timed.incrementAndGet());
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    context.runOnContext(_ -> woken.incrementAndGet());
                    return rung.get() > 200 && timed.get() > 50 && woken.get() > 50;
                });
        vertx.cancelTimer(timer);
        assertEquals(0, early.get());
    }

    @Test
    void aLoopWithoutAClockKnowsNothing() throws Exception {
        Vertx plain = Vertx.vertx();
        try {
            Context context = plain.getOrCreateContext();
            long before = System.nanoTime();
            Promise<Long> moment = Promise.promise();
            context.runOnContext(_ -> {
                PollClock clock = PollClock.of(context);
                context.runOnContext(_ -> moment.complete(clock.readableAfter()));
            });
            long known = moment.future().await(10, TimeUnit.SECONDS);
            assertTrue(known >= before && known <= System.nanoTime());
        } finally {
            plain.close().await();
        }
    }

    /** At exact times every two milliseconds, for a second; the CPU time that the loop's thread took meanwhile. */
    @Test
    void aLoopSleepsUntilItsAlarmWhereItsTimersAreFine() throws Exception {
        assumeTrue(Transport.EPOLL != null && Transport.EPOLL.available());
        long every = 2_000_000;
        Context context = vertx.getOrCreateContext();
        Promise<Long> spent = Promise.promise();
        long[] late = new long[500];
        context.runOnContext(_ -> {
            long start = System.nanoTime();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int[] rung = {0};
            LoopTimers.alarm(context, now -> {
                while (rung[0] < late.length && start + rung[0] * every <= now) {
                    late[rung[0]] = now - start - rung[0] * every;
                    if (++rung[0] == late.length) {
                        spent.complete(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
                    }
                }
                return rung[0] == late.length ? Alarm.NEVER : start + rung[0] * every;
            });
        });
        long cpu = spent.future().await(30, TimeUnit.SECONDS);
        Arrays.sort(late);
        assertTrue(cpu < 500_000_000, "of a second the loop was awake for " + cpu + " ns");
        assertTrue(late[late.length / 10] < every / 2, "at its best it was late by " + late[late.length / 10] + " ns");
    }

    private static boolean isWatched() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("stall-watch"));
    }

    @Test
    void aLoopThatGivesWayIsWatchedUntilItRests() {
        Context context = vertx.getOrCreateContext();
        assumeTrue(ClockedLoop.of(context).isPresent());
        assertFalse(isWatched(), "nobody is before");
        context.runOnContext(_ -> LoopTimers.giveWay(context, () -> 0));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(ClockedLoopTest::isWatched);
        context.runOnContext(_ -> LoopTimers.rest(context));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !isWatched());
    }
}
