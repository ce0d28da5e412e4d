package dev.onrush.runner.master;

import dev.onrush.contract.plan.Task;
import dev.onrush.contract.plan.UserClass;
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
     * @param ratio its share of what the users of its class do
     * @param total its share of what all users do
     */
    public record TaskRatio(String name, double ratio, double total) {}

    /** @param users how many there are, which matters where a class has a fixed count; 0 when that is not known */
    public static List<ClassRatio> of(List<UserClass> classes, int users) {
        List<ClassShare> shares = classes.stream().map(ClassShare::of).toList();
        // Where nobody says how many, many: then only weights matter, and fixed counts are next to nothing.
        int total = users > 0 ? users : 1_000_000;
        int[] counts = ClassMix.counts(shares, total);
        return IntStream.range(0, counts.length)
                .mapToObj(c -> of(classes.get(c), (double) counts[c] / total))
                .toList();
    }

    private static ClassRatio of(UserClass userClass, double share) {
        double sum = userClass.tasks().stream().mapToInt(Task::weight).sum();
        List<TaskRatio> tasks = userClass.tasks().stream()
                .map(task ->
                        new TaskRatio(task.name(), rounded(task.weight() / sum), rounded(share * task.weight() / sum)))
                .toList();
        return new ClassRatio(userClass.name(), rounded(share), tasks);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
