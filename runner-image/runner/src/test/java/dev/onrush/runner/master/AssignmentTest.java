package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static List<int[]> idle(int workers, int classes) {
        return IntStream.range(0, workers).mapToObj(_ -> new int[classes]).toList();
    }

    private static List<int[]> random(Random random, int workers, int classes, int most) {
        return IntStream.range(0, workers)
                .mapToObj(_ -> targets(random, classes, most))
                .toList();
    }

    private static int[] targets(Random random, int classes, int most) {
        return random.ints(classes, 0, 1 + random.nextInt(most)).toArray();
    }

    /** Each class's counts and the workers' totals differ by at most one, and nobody is left out. */
    private static void assertEven(List<int[]> workers, int[] targets) {
        assertWithinOne(workers, worker -> Arrays.stream(worker).sum());
        for (int c = 0; c < targets.length; c++) {
            int of = c;
            assertEquals(
                    targets[c], workers.stream().mapToInt(worker -> worker[of]).sum());
            assertWithinOne(workers, worker -> worker[of]);
        }
    }

    private static void assertWithinOne(List<int[]> workers, ToIntFunction<int[]> count) {
        int[] counts = workers.stream().mapToInt(count).toArray();
        int difference = Arrays.stream(counts).max().orElseThrow()
                - Arrays.stream(counts).min().orElseThrow();
        assertTrue(
                difference <= 1,
                () -> workers.stream().map(Arrays::toString).toList().toString());
    }

    private static int stopped(List<int[]> current, List<int[]> next) {
        int stopped = 0;
        for (int w = 0; w < current.size(); w++) {
            for (int c = 0; c < current.get(w).length; c++) {
                stopped += Math.max(0, current.get(w)[c] - next.get(w)[c]);
            }
        }
        return stopped;
    }

    @Test
    void withoutWorkersNothingIsAssigned() {
        assertEquals(List.of(), Assignment.spread(List.of(), new int[] {5}));
    }

    /** Where Locust leaves the minority class on two of four workers only. */
    @Test
    void aMinorityClassIsEvenToo() {
        int[] targets = ClassMix.counts(
                List.of(new ClassShare("A", 5, 0), new ClassShare("B", 1, 0), new ClassShare("C", 1, 3)), 100);
        List<int[]> spread = Assignment.spread(idle(4, 3), targets);
        assertEven(spread, targets);
        assertEquals(
                List.of(25, 25, 25, 25),
                spread.stream().map(w -> w[0] + w[1] + w[2]).toList());
    }

    @Test
    void everyClassAndEveryTotalIsEven() {
        Random random = new Random(17);
        for (int run = 0; run < 5_000; run++) {
            int classes = 1 + random.nextInt(6);
            List<int[]> current = random(random, 1 + random.nextInt(15), classes, 500);
            int[] targets = targets(random, classes, 500);
            assertEven(Assignment.spread(current, targets), targets);
        }
    }

    @Test
    void noOtherEvenAssignmentStopsFewerUsers() {
        Random random = new Random(22);
        for (int run = 0; run < 2_000; run++) {
            int workers = 1 + random.nextInt(4);
            int classes = 1 + random.nextInt(3);
            List<int[]> current = random(random, workers, classes, 6);
            int[] targets = targets(random, classes, 6 * workers);
            List<int[]> next = Assignment.spread(current, targets);
            assertEquals(fewestStopped(current, targets, new ArrayList<>(), targets), stopped(current, next));
        }
    }

    /** Tries every assignment that is even by class, and counts those that are even in total. */
    private static int fewestStopped(List<int[]> current, int[] targets, List<int[]> chosen, int[] left) {
        int workers = current.size();
        if (chosen.size() == workers) {
            int[] totals = chosen.stream().mapToInt(w -> Arrays.stream(w).sum()).toArray();
            boolean even = Arrays.stream(totals).max().orElseThrow()
                            - Arrays.stream(totals).min().orElseThrow()
                    <= 1;
            boolean all = Arrays.stream(left).allMatch(count -> count == 0);
            return even && all ? stopped(current, chosen) : Integer.MAX_VALUE;
        }
        int best = Integer.MAX_VALUE;
        for (int extras = 0; extras < 1 << targets.length; extras++) {
            int[] counts = new int[targets.length];
            int[] rest = left.clone();
            for (int c = 0; c < counts.length; c++) {
                counts[c] = targets[c] / workers + (extras >> c & 1);
                rest[c] -= counts[c];
            }
            if (Arrays.stream(rest).allMatch(count -> count >= 0)) {
                List<int[]> more = new ArrayList<>(chosen);
                more.add(counts);
                best = Math.min(best, fewestStopped(current, targets, more, rest));
            }
        }
        return best;
    }

    @Test
    void oneClassGrowsWithoutStoppingAnybody() {
        Random random = new Random(18);
        List<int[]> current = idle(7, 1);
        for (int total = 0; total < 500; total += random.nextInt(20)) {
            List<int[]> next = Assignment.spread(current, new int[] {total});
            assertEquals(0, stopped(current, next));
            current = next;
        }
    }

    /** Even totals may ask for a move now and then; a ramp must not become a carousel. */
    @Test
    void aGrowingMixStopsHardlyAnybody() {
        Random random = new Random(19);
        int started = 0;
        int stopped = 0;
        for (int run = 0; run < 200; run++) {
            List<ClassShare> classes = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(_ -> new ClassShare("", 1 + random.nextInt(10), 0))
                    .toList();
            List<int[]> current = idle(1 + random.nextInt(10), classes.size());
            int total = 0;
            for (int tick = 0; tick < 60; tick++) {
                total += random.nextInt(20);
                List<int[]> next = Assignment.spread(current, ClassMix.counts(classes, total));
                stopped += stopped(current, next);
                current = next;
            }
            started += total;
        }
        assertTrue(stopped < started / 100, stopped + " of " + started + " stopped");
    }

    @Test
    void whenAWorkerIsLostHardlyAnyUserMovesThatNeedNot() {
        Random random = new Random(23);
        int moved = 0;
        int all = 0;
        for (int run = 0; run < 1_000; run++) {
            int classes = 1 + random.nextInt(4);
            int[] targets = targets(random, classes, 500);
            List<int[]> rest = new ArrayList<>(Assignment.spread(idle(2 + random.nextInt(10), classes), targets));
            rest.remove(random.nextInt(rest.size()));
            List<int[]> next = Assignment.spread(rest, targets);
            assertEven(next, targets);
            moved += stopped(rest, next);
            all += Arrays.stream(targets).sum();
        }
        assertTrue(moved < all / 100, moved + " of " + all + " moved");
    }

    @Test
    void aThousandWorkersWithAMillionUsersOfTwentyClasses() {
        Random random = new Random(24);
        int[] targets = random.ints(20, 40_000, 60_000).toArray();
        List<int[]> current = Assignment.spread(idle(1_000, 20), targets);
        assertEven(current, targets);
        List<int[]> rest = current.subList(0, 990);
        assertEven(Assignment.spread(rest, targets), targets);
    }

    @Test
    void whatWasAssignedBeforeIsNotChangedInPlace() {
        int[] before = {3};
        Assignment.spread(List.of(before), new int[] {9});
        assertArrayEquals(new int[] {3}, before);
    }
}
