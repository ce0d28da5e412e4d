package dev.onrush.runner.program;

import dev.onrush.contract.plan.Task;
import java.util.List;
import java.util.random.RandomGenerator;

/** Picks tasks at random by weight. */
final class TaskPicker {
    private final long[] cumulative;

    TaskPicker(List<Task> tasks) {
        this.cumulative = new long[tasks.size()];
        long sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += tasks.get(i).weight();
            cumulative[i] = sum;
        }
    }

    /** The number of a task. */
    int pick(RandomGenerator random) {
        if (cumulative.length == 1) {
            return 0;
        }
        long drawn = random.nextLong(cumulative[cumulative.length - 1]);
        int i = 0;
        while (cumulative[i] <= drawn) {
            i++;
        }
        return i;
    }
}
