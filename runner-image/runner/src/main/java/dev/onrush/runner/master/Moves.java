package dev.onrush.runner.master;

import java.util.ArrayList;
import java.util.List;

/**
 * Users that stop on one worker so that others of their class start on another, as when a worker comes back. The target feels each of
 * them as a user that leaves and one that comes, so they are no faster than the spawn rate.
 */
final class Moves {
    private Moves() {}

    /** How many users move between these assignments; users that are added or taken away altogether are none of them. */
    static int count(List<int[]> current, List<int[]> next) {
        int moves = 0;
        for (int c = 0; c < classes(current); c++) {
            moves += count(current, next, c);
        }
        return moves;
    }

    private static int count(List<int[]> current, List<int[]> next, int c) {
        int gained = 0;
        int lost = 0;
        for (int worker = 0; worker < current.size(); worker++) {
            int change = next.get(worker)[c] - current.get(worker)[c];
            gained += Math.max(0, change);
            lost += Math.max(0, -change);
        }
        return Math.min(gained, lost);
    }

    /**
     * An assignment on the way from one to the other, with the same users of each class as the latter and at most so many moves.
     *
     * @return the latter itself where it does not take more
     */
    static List<int[]> limited(List<int[]> current, List<int[]> next, int most) {
        int tooMany = count(current, next) - most;
        if (tooMany <= 0) {
            return next;
        }
        List<int[]> limited = new ArrayList<>();
        next.forEach(counts -> limited.add(counts.clone()));
        for (int c = 0; c < classes(current); c++) {
            int back = Math.min(tooMany, count(current, next, c));
            takeBack(current, limited, c, back);
            tooMany -= back;
        }
        return limited;
    }

    /** Lets so many users of a class stay where they are. */
    private static void takeBack(List<int[]> current, List<int[]> limited, int c, int back) {
        int gainer = 0;
        int loser = 0;
        for (int left = back; left > 0; ) {
            int gain = limited.get(gainer)[c] - current.get(gainer)[c];
            int loss = current.get(loser)[c] - limited.get(loser)[c];
            if (gain <= 0) {
                gainer++;
            } else if (loss <= 0) {
                loser++;
            } else {
                int now = Math.min(left, Math.min(gain, loss));
                limited.get(gainer)[c] -= now;
                limited.get(loser)[c] += now;
                left -= now;
            }
        }
    }

    private static int classes(List<int[]> assignments) {
        return assignments.isEmpty() ? 0 : assignments.getFirst().length;
    }
}
