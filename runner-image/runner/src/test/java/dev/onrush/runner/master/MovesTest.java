package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MovesTest {
    @Test
    void usersThatAreAddedOrTakenAwayAreNoMoves() {
        assertEquals(0, Moves.count(List.of(new int[] {1}, new int[] {2}), List.of(new int[] {3}, new int[] {4})));
        assertEquals(0, Moves.count(List.of(new int[] {4}, new int[] {4}), List.of(new int[] {1}, new int[] {2})));
        assertEquals(2, Moves.count(List.of(new int[] {4}, new int[] {0}), List.of(new int[] {2}, new int[] {5})));
        assertEquals(0, Moves.count(List.of(), List.of()));
    }

    @Test
    void whatIsWithinTheLimitStaysAsItIs() {
        List<int[]> next = List.of(new int[] {2}, new int[] {2});
        assertSame(next, Moves.limited(List.of(new int[] {4}, new int[] {0}), next, 2));
    }

    @Test
    void aWorkerThatComesBackGetsItsShareStepByStep() {
        List<int[]> current = List.of(new int[] {10, 4}, new int[] {0, 0});
        List<int[]> step = Moves.limited(current, List.of(new int[] {5, 2}, new int[] {5, 2}), 3);
        assertEquals(3, Moves.count(current, step));
        assertArrayEquals(new int[] {10, 4}, sums(step));
    }

    @Test
    void anyLimitIsKeptAndEveryClassKeepsItsUsers() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            int workers = 1 + random.nextInt(6);
            int classes = 1 + random.nextInt(4);
            List<int[]> current = random(random, workers, classes);
            List<int[]> next = random(random, workers, classes);
            int most = random.nextInt(20);
            List<int[]> limited = Moves.limited(current, next, most);
            assertTrue(Moves.count(current, limited) <= most);
            assertEquals(Math.min(most, Moves.count(current, next)), Moves.count(current, limited));
            assertArrayEquals(sums(next), sums(limited));
            for (int w = 0; w < workers; w++) {
                for (int c = 0; c < classes; c++) {
                    int from = current.get(w)[c];
                    int to = next.get(w)[c];
                    int now = limited.get(w)[c];
                    assertTrue(now >= Math.min(from, to) && now <= Math.max(from, to), "between both");
                }
            }
        }
    }

    private static List<int[]> random(SplittableRandom random, int workers, int classes) {
        List<int[]> assignment = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            assignment.add(random.ints(classes, 0, 10).toArray());
        }
        return assignment;
    }

    private static int[] sums(List<int[]> assignment) {
        int[] sums = new int[assignment.getFirst().length];
        for (int[] counts : assignment) {
            for (int c = 0; c < counts.length; c++) {
                sums[c] += counts[c];
            }
        }
        return sums;
    }
}
