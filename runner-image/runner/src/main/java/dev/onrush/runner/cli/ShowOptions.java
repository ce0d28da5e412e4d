package dev.onrush.runner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.master.TaskRatios;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What a plan has, told without running it. */
final class ShowOptions {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = {"-l", "--list"},
            description = "List the plan's user classes, and end.")
    private boolean list;

    @Option(
            names = "--show-task-ratio",
            description = "Print how often each class and task is picked, and end; with -u, for so many users.")
    private boolean taskRatio;

    @Option(names = "--show-task-ratio-json", description = "The same as JSON.")
    private boolean taskRatioAsJson;

    boolean isWanted() {
        return list || taskRatio || taskRatioAsJson;
    }

    int show(LoadedPlan plan, List<UserClass> classes, int users) throws JsonProcessingException {
        if (list) {
            classes.forEach(userClass -> System.out.println(userClass.name()));
        }
        if (taskRatio) {
            ratios(TaskRatios.of(plan, classes, users));
        }
        if (taskRatioAsJson) {
            System.out.println(JSON.writeValueAsString(TaskRatios.of(plan, classes, users)));
        }
        System.out.flush();
        return ExitCodes.PASSED;
    }

    private static void ratios(List<TaskRatios.ClassRatio> classes) {
        for (TaskRatios.ClassRatio userClass : classes) {
            System.out.printf(Locale.ROOT, "%6.1f%%  %s%n", 100 * userClass.ratio(), userClass.name());
            tasks(userClass.tasks(), 1);
        }
    }

    private static void tasks(List<TaskRatios.TaskRatio> tasks, int depth) {
        for (TaskRatios.TaskRatio task : tasks) {
            System.out.print("        ".repeat(depth));
            System.out.printf(
                    Locale.ROOT, "%6.1f%%  %s (%.1f%% of all)%n", 100 * task.ratio(), task.name(), 100 * task.total());
            tasks(task.tasks(), depth + 1);
        }
    }
}
