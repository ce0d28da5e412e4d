package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static List<int[]> idle(int workers, int classes) {
        return IntStream.range(0, workers).mapToObj(_ -> new int[classes]).toList();
    }

    private static int[] targets(Random random, int classes) {
        return random.ints(classes, 0, 1 + random.nextInt(500)).toArray();
    }

    private static void assertEven(List<int[]> workers, int[] targets) {
        for (int c = 0; c < targets.length; c++) {
            int of = c;
            int[] counts = workers.stream().mapToInt(worker -> worker[of]).toArray();
            assertEquals(targets[c], Arrays.stream(counts).sum());
            int difference = Arrays.stream(counts).max().orElseThrow()
                    - Arrays.stream(counts).min().orElseThrow();
            assertTrue(difference <= 1, () -> Arrays.toString(counts));
        }
    }

    @Test
    void withoutWorkersNothingIsAssigned() {
        assertEquals(List.of(), Assignment.spread(List.of(), new int[] {5}));
    }

    @Test
    void leftOverUsersGoToTheWorkersWithTheFewest() {
        List<int[]> spread = Assignment.spread(idle(3, 3), new int[] {1, 1, 1});
        spread.forEach(worker -> assertEquals(1, Arrays.stream(worker).sum()));
    }

    @Test
    void everyClassIsEvenAndNoUserMovesThatNeedNot() {
        Random random = new Random(17);
        for (int run = 0; run < 2_000; run++) {
            int workers = 1 + random.nextInt(12);
            int classes = 1 + random.nextInt(4);
            List<int[]> current = IntStream.range(0, workers)
                    .mapToObj(_ -> targets(random, classes))
                    .toList();
            int[] targets = targets(random, classes);
            List<int[]> next = Assignment.spread(current, targets);
            assertEven(next, targets);
            for (int c = 0; c < classes; c++) {
                assertEquals(leastStopped(current, targets[c], c), stopped(current, next, c));
            }
        }
    }

    private static int stopped(List<int[]> current, List<int[]> next, int c) {
        return IntStream.range(0, current.size())
                .map(w -> Math.max(0, current.get(w)[c] - next.get(w)[c]))
                .sum();
    }

    /** Everyone above the higher count gives up the rest; of those that could keep it, only as many as there is room for do. */
    private static int leastStopped(List<int[]> current, int target, int c) {
        int base = target / current.size();
        int room = target % current.size();
        int above = current.stream().mapToInt(w -> Math.max(0, w[c] - base - 1)).sum();
        int wanting = (int) current.stream().filter(w -> w[c] > base).count();
        return above + Math.max(0, wanting - room);
    }

    @Test
    void aGrowingRampStopsNoUser() {
        Random random = new Random(18);
        for (int run = 0; run < 200; run++) {
            int[] weights = random.ints(1 + random.nextInt(4), 1, 10).toArray();
            List<int[]> current = idle(1 + random.nextInt(10), weights.length);
            int total = 0;
            for (int tick = 0; tick < 60; tick++) {
                total += random.nextInt(20);
                int[] targets = Webster.divide(weights, total);
                List<int[]> next = Assignment.spread(current, targets);
                assertEven(next, targets);
                for (int c = 0; c < weights.length; c++) {
                    assertEquals(0, stopped(current, next, c));
                }
                current = next;
            }
        }
    }

    @Test
    void whenAWorkerIsLostOnlyItsUsersMove() {
        Random random = new Random(19);
        for (int run = 0; run < 1_000; run++) {
            int classes = 1 + random.nextInt(4);
            int[] targets = targets(random, classes);
            List<int[]> rest = new ArrayList<>(Assignment.spread(idle(2 + random.nextInt(10), classes), targets));
            rest.remove(random.nextInt(rest.size()));
            List<int[]> next = Assignment.spread(rest, targets);
            assertEven(next, targets);
            for (int c = 0; c < classes; c++) {
                assertEquals(0, stopped(rest, next, c));
            }
        }
    }

    @Test
    void whatWasAssignedBeforeIsNotChangedInPlace() {
        int[] before = {3};
        Assignment.spread(List.of(before), new int[] {9});
        assertArrayEquals(new int[] {3}, before);
    }
}
