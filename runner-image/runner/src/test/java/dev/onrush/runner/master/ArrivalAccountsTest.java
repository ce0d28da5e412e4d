package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.load.ArrivalCursor;
import dev.onrush.runner.load.ArrivalShare;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The master's division and what it says was due, against the arrivals that workers took one by one: workers whose clocks differ, that come
 * and are lost in the middle, and that hear late of what is new and of the end.
 */
class ArrivalAccountsTest {
    private static final int CASES = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long STEP = 20 * MILLI;
    private static final long GRACE = 300 * MILLI;

    /** A worker that takes what is due by its own clock. */
    private static final class Taker {
        final WorkerEntry entry;
        final long behind;
        final long comes;
        final long gone;
        final Set<Long> taken = new HashSet<>();
        private ArrivalCursor cursor;
        private Messages.Arrivals news;
        private long heardAt;
        private boolean told;

        Taker(int index, Random random, boolean faults, long length) {
            Messages.Register register = new Messages.Register("t", "p", "w" + index, "hash", "host", 1, null);
            entry = new WorkerEntry(register, index, 1, 0);
            behind = random.nextLong(-30 * MILLI, 30 * MILLI);
            comes = faults && index > 0 ? random.nextLong(length) : 0;
            gone = faults && index > 0 && random.nextBoolean() ? comes + random.nextLong(length) : Long.MAX_VALUE;
        }

        void tell(Messages.Arrivals message, long now, Random random) {
            news = message;
            heardAt = now + random.nextLong(300 * MILLI);
        }

        void goOn(RateCurve curve, long now) {
            if (news != null && heardAt <= now) {
                List<ArrivalShare> shares = news.shares().stream()
                        .map(share -> new ArrivalShare(share.from(), share.of(), share.index()))
                        .toList();
                if (cursor == null) {
                    cursor = new ArrivalCursor(curve, shares, null);
                } else {
                    cursor.divide(shares);
                }
                news = null;
            }
            take(now, 0);
        }

        /** @param before takes those below it whatever its clock says, as a worker does once it was told to stop */
        private void take(long now, long before) {
            while (cursor != null && (cursor.due() <= now - behind || cursor.position() < before)) {
                assertTrue(taken.add((long) cursor.position()));
                cursor.advance();
            }
        }

        void end(RateCurve curve, long now, long due) {
            told = true;
            heardAt = Math.min(heardAt, now);
            goOn(curve, now);
            take(now, due);
        }
    }

    @Test
    void allThatWasDueIsStartedOrDropped() {
        long seed = System.nanoTime();
        for (long i = seed; i < seed + CASES; i++) {
            Run run = new Run(new Random(i), false);
            run.go();
            assertEquals(run.due(), run.counted().size(), "seed " + i);
            if (run.isWhole) {
                assertEquals(run.curve.total(), run.due(), "seed " + i);
            }
        }
    }

    @Test
    void whereWorkersComeAndAreLostNothingIsTakenTwiceAndOnlyTheLostOnesShareIsMissing() {
        long seed = System.nanoTime();
        for (long i = seed; i < seed + CASES; i++) {
            Run run = new Run(new Random(i), true);
            run.go();
            long missing = run.due() - run.counted().size();
            assertTrue(missing >= 0, "seed " + i);
            if (run.allStayed()) {
                assertEquals(0, missing, "seed " + i);
            }
        }
    }

    /** A master's run over some workers, step by step. */
    private static final class Run {
        final Random random;
        final RateCurve curve;
        final ArrivalSchedule schedule;
        final List<Taker> workers = new ArrayList<>();
        final boolean isWhole;
        private final long stop;

        Run(Random random, boolean faults) {
            this.random = random;
            List<RateCurve.Step> steps = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                steps.add(new RateCurve.Step(
                        random.nextInt(1, 300), Duration.ofMillis(random.nextInt(3) == 0 ? 0 : random.nextInt(2_000))));
            }
            steps.add(new RateCurve.Step(random.nextInt(300), Duration.ofMillis(500)));
            curve = new RateCurve(steps);
            long length = curve.length().toNanos();
            isWhole = random.nextBoolean();
            stop = isWhole ? length : random.nextLong(length);
            LostWorkers policy = random.nextBoolean() ? LostWorkers.Redistribute : LostWorkers.Continue;
            schedule = new ArrivalSchedule(
                    new LoadShape.Arrivals(curve, 100, Duration.ofSeconds(30), false), List.of(), policy);
            int size = random.nextInt(1, 6);
            for (int i = 0; i < size; i++) {
                workers.add(new Taker(i, random, faults, length));
            }
        }

        Duration stopped() {
            return Duration.ofNanos(stop);
        }

        void go() {
            schedule.update(present(0), workers.size(), Duration.ZERO);
            workers.stream()
                    .filter(worker -> worker.comes == 0)
                    .forEach(worker -> worker.goOn(curve, told(worker, -GRACE)));
            long end = isWhole ? stop + GRACE : stop;
            long now = 0;
            for (; now < end; now += STEP) {
                List<WorkerEntry> present = present(now);
                if (schedule.update(present, workers.size(), Duration.ofNanos(now))) {
                    for (Taker worker : workers) {
                        if (present.contains(worker.entry)) {
                            told(worker, now);
                        }
                    }
                }
                for (Taker worker : workers) {
                    if (now < worker.gone) {
                        worker.goOn(curve, now);
                    }
                }
            }
            for (Taker worker : workers) {
                long hears = end + random.nextLong(200 * MILLI);
                if (worker.comes < end && hears < worker.gone) {
                    worker.end(curve, hears, schedule.dueBefore(stopped()));
                }
            }
        }

        private long told(Taker worker, long now) {
            worker.tell(schedule.message(worker.entry, 0), now, random);
            return now + GRACE;
        }

        private List<WorkerEntry> present(long now) {
            // A loss is noticed a little later.
            return workers.stream()
                    .filter(worker -> worker.comes <= now && now - 200 * MILLI < worker.gone)
                    .map(worker -> worker.entry)
                    .toList();
        }

        /** As the result has it. */
        long due() {
            long due = schedule.due(Duration.ZERO, stopped(), true).due();
            return Math.max(due, counted().size());
        }

        boolean allStayed() {
            return workers.stream().allMatch(worker -> worker.comes == 0 && worker.told);
        }

        /** What workers took that told of their end; each number once. */
        Set<Long> counted() {
            Set<Long> all = new HashSet<>();
            long sum = 0;
            for (Taker worker : workers) {
                if (worker.told) {
                    all.addAll(worker.taken);
                    sum += worker.taken.size();
                }
            }
            assertEquals(sum, all.size(), "no arrival is taken twice");
            return all;
        }
    }
}
