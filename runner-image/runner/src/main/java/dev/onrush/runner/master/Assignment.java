package dev.onrush.runner.master;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Spreads users over workers: each class evenly (its counts differ by at most one), and users stay where they are where that
 * allows it; what is left over goes to the workers with the fewest users.
 */
final class Assignment {
    private Assignment() {}

    /**
     * @param current users by class of each worker; a worker without users has zeros
     * @param targets users by class of all workers together
     * @return users by class of each worker, in the same order
     */
    static List<int[]> spread(List<int[]> current, int[] targets) {
        List<int[]> next = new ArrayList<>();
        current.forEach(counts -> next.add(new int[counts.length]));
        if (current.isEmpty()) {
            return next;
        }
        int[] totals = new int[current.size()];
        for (int c = 0; c < targets.length; c++) {
            spreadClass(current, next, totals, c, targets[c]);
        }
        return next;
    }

    private static void spreadClass(List<int[]> current, List<int[]> next, int[] totals, int c, int target) {
        int base = target / totals.length;
        int extra = target % totals.length;
        List<Integer> order = new ArrayList<>();
        for (int worker = 0; worker < totals.length; worker++) {
            order.add(worker);
        }
        // Whoever has the extra user already keeps it; the others get it by how few users they have.
        order.sort(Comparator.<Integer>comparingInt(worker -> current.get(worker)[c] > base ? 0 : 1)
                .thenComparingInt(worker -> totals[worker])
                .thenComparingInt(worker -> worker));
        for (int i = 0; i < order.size(); i++) {
            int worker = order.get(i);
            int count = base + (i < extra ? 1 : 0);
            next.get(worker)[c] = count;
            totals[worker] += count;
        }
    }
}
