package dev.onrush.runner.load;

import dev.onrush.contract.plan.Task;
import java.util.List;
import java.util.random.RandomGenerator;

/** Picks tasks at random by weight. */
final class TaskPicker {
    private final List<Task> tasks;
    private final long[] cumulative;

    TaskPicker(List<Task> tasks) {
        this.tasks = tasks;
        this.cumulative = new long[tasks.size()];
        long sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += tasks.get(i).weight();
            cumulative[i] = sum;
        }
    }

    Task pick(RandomGenerator random) {
        if (tasks.size() == 1) {
            return tasks.getFirst();
        }
        long drawn = random.nextLong(cumulative[cumulative.length - 1]);
        int i = 0;
        while (cumulative[i] <= drawn) {
            i++;
        }
        return tasks.get(i);
    }
}
