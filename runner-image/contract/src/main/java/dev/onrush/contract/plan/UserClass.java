package dev.onrush.contract.plan;

import java.util.List;

/**
 * A kind of virtual user, as Locust's User class: it runs {@code onStart} once, then picks tasks by weight and waits after each.
 *
 * @param name unique in the plan
 * @param weight the class's share of all users, one or more
 * @param fixedCount so many users, which start before any of a class without, whatever the weights; 0 for a share by weight
 * @param tasks at least one
 */
public record UserClass(
        String name, int weight, int fixedCount, WaitTime waitTime, List<Step> onStart, List<Task> tasks) {
    /** The same with another share of the users; a weight of 0 and no fixed count is none. */
    public UserClass sharing(int otherWeight, int otherFixedCount) {
        return new UserClass(name, otherWeight, otherFixedCount, waitTime, onStart, tasks);
    }

    UserClass choosing(TagSelection selection) {
        List<Task> left = tasks.stream()
                .filter(task -> selection.admits(task.tags()))
                .map(task -> new Task(task.name(), selection.weight(task.weight()), task.tags(), task.steps()))
                .toList();
        return new UserClass(name, selection.weight(weight), fixedCount, waitTime, onStart, left);
    }
}
