package dev.onrush.runner.code;

import dev.onrush.api.Transition;
import dev.onrush.contract.plan.Task;
import dev.onrush.contract.plan.UserClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a task is picked.
 *
 * @param ratio its share of what is picked in the class or set that it belongs to, 0 to 1
 * @param tasks those of a set; empty for a task
 */
public record TaskShare(String name, double ratio, List<TaskShare> tasks) {
    /** Enough for what is shown of a share, unless a chain hardly ever leaves some of its states. */
    private static final int STEPS = 2_000;

    /** Of a declared class. */
    static List<TaskShare> of(UserClass userClass) {
        double sum = userClass.tasks().stream().mapToInt(Task::weight).sum();
        return userClass.tasks().stream()
                .map(task -> new TaskShare(task.name(), task.weight() / sum, List.of()))
                .toList();
    }

    /** Of a set in code, with the sets within it. That a user may leave a set at any time is not accounted for. */
    static List<TaskShare> of(TaskNode.Group<?> group) {
        Map<String, Double> shares = group.order() == TaskNode.Order.BY_TRANSITION ? inTheLongRun(group) : Map.of();
        double sum = group.children().stream().mapToInt(TaskNode::weight).sum();
        return group.children().stream()
                .map(child -> new TaskShare(
                        child.name(),
                        shares.isEmpty() ? child.weight() / sum : shares.get(child.name()),
                        child instanceof TaskNode.Group<?> set ? of(set) : List.of()))
                .toList();
    }

    /** How often a Markov chain is in each of its states. One that stays where it is every other time ends up the same, and never swings. */
    private static Map<String, Double> inTheLongRun(TaskNode.Group<?> group) {
        Map<String, Double> now = new HashMap<>();
        group.children().forEach(state -> now.put(state.name(), 0.0));
        now.put(group.children().getFirst().name(), 1.0);
        for (int i = 0; i < STEPS; i++) {
            Map<String, Double> next = new HashMap<>();
            now.forEach((state, share) -> {
                next.merge(state, share / 2, Double::sum);
                List<Transition> ways = group.transitions().get(state);
                double sum = ways.stream().mapToInt(Transition::weight).sum();
                ways.forEach(way -> next.merge(way.to(), share / 2 * way.weight() / sum, Double::sum));
            });
            now.putAll(next);
        }
        return now;
    }
}
