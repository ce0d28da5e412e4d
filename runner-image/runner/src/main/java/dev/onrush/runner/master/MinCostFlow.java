package dev.onrush.runner.master;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * A maximum flow of least cost through a small network, by the primal-dual method (Ahuja, Magnanti, Orlin: Network Flows, 9.8):
 * as much as possible is pushed along shortest paths, then along the next longer ones.
 */
final class MinCostFlow {
    private static final int NONE = -1;
    private static final int FAR = Integer.MAX_VALUE;

    private final int[] first;
    private int[] next = new int[64];
    private int[] to = new int[64];
    private int[] room = new int[64];
    private int[] cost = new int[64];
    private int edges;

    private final int[] distance;
    private final int[] arc;
    private final boolean[] marked;

    MinCostFlow(int nodes) {
        first = new int[nodes];
        Arrays.fill(first, NONE);
        distance = new int[nodes];
        arc = new int[nodes];
        marked = new boolean[nodes];
    }

    /**
     * Adds an edge.
     *
     * @param each the cost of a unit of flow, zero or more
     * @return the edge, for {@link #flow}
     */
    int edge(int from, int target, int capacity, int each) {
        add(from, target, capacity, each);
        add(target, from, 0, -each);
        return edges - 2;
    }

    /** What flows along an edge. */
    int flow(int edge) {
        return room[edge ^ 1];
    }

    /** Sends as much as possible. */
    void send(int source, int sink) {
        while (findDistances(source, sink)) {
            System.arraycopy(first, 0, arc, 0, first.length);
            push(source, sink, Integer.MAX_VALUE);
        }
    }

    private void add(int from, int target, int capacity, int each) {
        if (edges == to.length) {
            next = Arrays.copyOf(next, 2 * edges);
            to = Arrays.copyOf(to, 2 * edges);
            room = Arrays.copyOf(room, 2 * edges);
            cost = Arrays.copyOf(cost, 2 * edges);
        }
        to[edges] = target;
        room[edges] = capacity;
        cost[edges] = each;
        next[edges] = first[from];
        first[from] = edges++;
    }

    /** Bellman-Ford with a queue; edges back have negative costs, but no cycle has. */
    private boolean findDistances(int source, int sink) {
        Arrays.fill(distance, FAR);
        Arrays.fill(marked, false);
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        distance[source] = 0;
        queue.add(source);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            marked[node] = false;
            for (int edge = first[node]; edge != NONE; edge = next[edge]) {
                int through = distance[node] + cost[edge];
                if (room[edge] > 0 && through < distance[to[edge]]) {
                    distance[to[edge]] = through;
                    if (!marked[to[edge]]) {
                        marked[to[edge]] = true;
                        queue.add(to[edge]);
                    }
                }
            }
        }
        return distance[sink] != FAR;
    }

    /** Pushes along shortest paths only; nodes of the path so far are marked, since cycles of cost zero are shortest, too. */
    private int push(int node, int sink, int most) {
        if (node == sink) {
            return most;
        }
        marked[node] = true;
        int pushed = 0;
        for (; arc[node] != NONE; arc[node] = next[arc[node]]) {
            int edge = arc[node];
            int target = to[edge];
            if (room[edge] > 0 && !marked[target] && distance[target] == distance[node] + cost[edge]) {
                int more = push(target, sink, Math.min(most - pushed, room[edge]));
                room[edge] -= more;
                room[edge ^ 1] += more;
                pushed += more;
                if (pushed == most) {
                    break;
                }
            }
        }
        marked[node] = false;
        return pushed;
    }
}
