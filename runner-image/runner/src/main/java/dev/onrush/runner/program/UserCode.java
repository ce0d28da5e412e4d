package dev.onrush.runner.program;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A class of users, compiled.
 *
 * @param pacing the least time from one task's start to the next one's, in nanoseconds; negative when {@code waitTime} rules
 * @param waitTime after each task
 * @param variables the names that slots have
 */
public record UserCode(
        String name,
        long pacing,
        PauseCode waitTime,
        StepCode[] onStart,
        StepCode[][] tasks,
        TaskPicker picker,
        List<String> variables) {

    /** The steps of the next task. */
    public StepCode[] next(RandomGenerator random) {
        return tasks[picker.pick(random)];
    }

    /**
     * How long a user waits after a task, in nanoseconds; negative when it is late.
     *
     * @param sinceTaskDue the time since the task was due
     */
    public long waitNanos(RandomGenerator random, long sinceTaskDue) {
        return pacing < 0 ? waitTime.draw(random) : pacing - sinceTaskDue;
    }
}
