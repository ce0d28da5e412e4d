package dev.onrush.runner.master;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.TaskShare;
import java.util.List;
import java.util.stream.IntStream;

/** How often each class and each task is picked, as a plan says it. */
public final class TaskRatios {
    private TaskRatios() {}

    /**
     * A class of users.
     *
     * @param ratio its share of all users, 0 to 1
     */
    public record ClassRatio(String name, double ratio, List<TaskRatio> tasks) {}

    /**
     * A task.
     *
     * @param ratio its share of what is picked in the class or set that it belongs to
     * @param total its share of what all users do
     * @param tasks those of a set; empty for a task
     */
    public record TaskRatio(
            String name,
            double ratio,
            double total,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TaskRatio> tasks) {}

    /**
     * The ratios of a plan.
     *
     * @param classes as the run has them
     * @param users how many there are, which matters where a class has a fixed count; 0 when that is not known
     */
    public static List<ClassRatio> of(LoadedPlan plan, List<UserClass> classes, int users) {
        List<ClassShare> shares = classes.stream().map(ClassShare::of).toList();
        // Where nobody says how many, many: then only weights matter, and fixed counts are next to nothing.
        int total = users > 0 ? users : 1_000_000;
        int[] counts = ClassMix.counts(shares, total);
        return IntStream.range(0, counts.length)
                .mapToObj(c -> {
                    String name = classes.get(c).name();
                    double share = (double) counts[c] / total;
                    return new ClassRatio(name, rounded(share), tasks(plan.tasks(name), share));
                })
                .toList();
    }

    private static List<TaskRatio> tasks(List<TaskShare> tasks, double share) {
        return tasks.stream()
                .map(task -> new TaskRatio(
                        task.name(),
                        rounded(task.ratio()),
                        rounded(share * task.ratio()),
                        tasks(task.tasks(), share * task.ratio())))
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
