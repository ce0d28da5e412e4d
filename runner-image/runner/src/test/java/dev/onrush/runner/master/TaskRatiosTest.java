package dev.onrush.runner.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.TagSelection;
import dev.onrush.runner.code.JavaPlans;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.PlanLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often tasks of a plan in Java are picked, those in sets included. */
class TaskRatiosTest {
    private static final PlanFiles PLAN = JavaPlans.shop("""
            static void nothing(User user) {}

            public void define(PlanBuilder plan) {
                plan.user("Reader", User::new)
                    .weight(3)
                    .task("home", Shop::nothing)
                    .taskSet("forum", 2, forum -> forum
                        .task("read", 4, Shop::nothing, "slow")
                        .taskSet("thread", 1, thread -> thread.task("answer", Shop::nothing).task("like", Shop::nothing)))
                    .sequence("checkout", steps -> steps
                        .task("cart", Shop::nothing).task("address", 2, Shop::nothing).task("pay", Shop::nothing))
                    .markov("wander", chain -> chain
                        .state("list", Shop::nothing, Transition.to("detail", 3), Transition.to("list"))
                        .state("detail", Shop::nothing, Transition.to("list"), Transition.to("gone"))
                        .state("gone", Shop::nothing, Transition.to("list")));
                plan.user("Pendulum", User::new)
                    .markov("swing", chain -> chain
                        .state("left", Shop::nothing, Transition.to("right"))
                        .state("right", Shop::nothing, Transition.to("left")));
            }
            """);

    @Test
    void setsAreShownWithTheirTasks() throws InvalidInputException {
        assertEquals(
                List.of(
                        "Reader 0.75",
                        " home 0.2 0.15",
                        " forum 0.4 0.3",
                        "  read 0.8 0.24",
                        "  thread 0.2 0.06",
                        "   answer 0.5 0.03",
                        "   like 0.5 0.03",
                        " checkout 0.2 0.15",
                        "  cart 0.25 0.0375",
                        "  address 0.5 0.075",
                        "  pay 0.25 0.0375",
                        " wander 0.2 0.15",
                        // What the chain's balance gives: 8, 6 and 3 of 17.
                        "  list 0.470588 0.070588",
                        "  detail 0.352941 0.052941",
                        "  gone 0.176471 0.026471",
                        "Pendulum 0.25",
                        " swing 1.0 0.25",
                        "  left 0.5 0.125",
                        "  right 0.5 0.125"),
                lines(PLAN));
    }

    @Test
    void tasksThatTagsLeaveOutAreNotThere() throws InvalidInputException {
        List<String> left = lines(PLAN.choosing(new TagSelection(List.of(), List.of("slow"), true)));
        assertEquals(
                List.of("Reader 0.5", " home 0.25 0.125", " forum 0.25 0.125", "  thread 1.0 0.125"),
                left.subList(0, 4));
    }

    private static List<String> lines(PlanFiles files) throws InvalidInputException {
        LoadedPlan plan = PlanLoader.load(files);
        List<String> lines = new ArrayList<>();
        for (TaskRatios.ClassRatio userClass : TaskRatios.of(plan, plan.classes(), 0)) {
            lines.add(userClass.name() + " " + userClass.ratio());
            add(lines, userClass.tasks(), " ");
        }
        return lines;
    }

    private static void add(List<String> lines, List<TaskRatios.TaskRatio> tasks, String before) {
        for (TaskRatios.TaskRatio task : tasks) {
            lines.add(before + task.name() + " " + task.ratio() + " " + task.total());
            add(lines, task.tasks(), before + " ");
        }
    }
}
