package dev.onrush.runner.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.plan.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskPickerTest {
    private static Task task(String name, int weight) {
        return new Task(name, weight, Set.of(), List.of());
    }

    private static Map<String, Integer> picked(int times, Task... tasks) {
        TaskPicker picker = new TaskPicker(List.of(tasks));
        Random random = new Random(13);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < times; i++) {
            counts.merge(tasks[picker.pick(random)].name(), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void tasksArePickedInProportionToTheirWeights() {
        Map<String, Integer> counts = picked(100_000, task("a", 5), task("b", 3), task("c", 2));
        assertEquals(50_000, counts.get("a"), 800);
        assertEquals(30_000, counts.get("b"), 800);
        assertEquals(20_000, counts.get("c"), 800);
    }

    @Test
    void theOnlyTaskIsAlwaysPicked() {
        assertEquals(Map.of("a", 10), picked(10, task("a", 1_000_000)));
    }

    @Test
    void theHighestWeightsDoNotOverflow() {
        Task[] tasks = new Task[200];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = task("t" + i, 1_000_000);
        }
        Map<String, Integer> counts = picked(20_000, tasks);
        assertEquals(200, counts.size());
        counts.forEach((name, count) -> assertEquals(100, count, 60, name));
    }
}
