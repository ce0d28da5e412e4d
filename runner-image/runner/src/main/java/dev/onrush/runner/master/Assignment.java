package dev.onrush.runner.master;

import java.util.ArrayList;
import java.util.List;

/**
 * Spreads users over workers: the counts of each class differ by at most one, and so do the workers' totals. Of all assignments
 * like that, one is chosen that stops the fewest users.
 */
final class Assignment {
    private static final int NO_EDGE = -1;

    private Assignment() {}

    /**
     * Each class gives every worker the same number of users and some workers one more. Who gets those is a flow: from each class as
     * many as are left over, at most one to each worker, and from there on as many as keep the totals even. One that a worker
     * has already costs nothing.
     *
     * @param current users by class of each worker; a worker without users has zeros
     * @param targets users by class of all workers together
     * @return users by class of each worker, in the same order
     */
    static List<int[]> spread(List<int[]> current, int[] targets) {
        int workers = current.size();
        int classes = targets.length;
        if (workers == 0) {
            return List.of();
        }
        int source = workers + classes;
        int shared = source + 1;
        int sink = source + 2;
        MinCostFlow flow = new MinCostFlow(sink + 1);
        int left = 0;
        int[][] edges = new int[workers][classes];
        for (int c = 0; c < classes; c++) {
            int over = targets[c] % workers;
            left += over;
            flow.edge(source, workers + c, over, 0);
            for (int w = 0; w < workers; w++) {
                boolean kept = current.get(w)[c] > targets[c] / workers;
                edges[w][c] = over == 0 ? NO_EDGE : flow.edge(workers + c, w, 1, kept ? 0 : 1);
            }
        }
        flow.edge(shared, sink, left % workers, 0);
        for (int w = 0; w < workers; w++) {
            flow.edge(w, sink, left / workers, 0);
            flow.edge(w, shared, 1, 0);
        }
        flow.send(source, sink);
        return counts(flow, edges, targets);
    }

    private static List<int[]> counts(MinCostFlow flow, int[][] edges, int[] targets) {
        List<int[]> next = new ArrayList<>();
        for (int[] of : edges) {
            int[] counts = new int[targets.length];
            for (int c = 0; c < counts.length; c++) {
                counts[c] = targets[c] / edges.length + (of[c] == NO_EDGE ? 0 : flow.flow(of[c]));
            }
            next.add(counts);
        }
        return next;
    }
}
