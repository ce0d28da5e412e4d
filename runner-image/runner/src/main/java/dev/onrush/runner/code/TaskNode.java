package dev.onrush.runner.code;

import dev.onrush.api.TaskBody;
import dev.onrush.api.Transition;
import dev.onrush.api.User;
import dev.onrush.api.WaitTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A task, or a set of them. */
public sealed interface TaskNode<U extends User> {
    String name();

    int weight();

    /** Its own and those of the sets around it. */
    Set<String> tags();

    /** One task. */
    record Single<U extends User>(String name, int weight, Set<String> tags, TaskBody<? super U> body)
            implements TaskNode<U> {}

    /**
     * A set of tasks.
     *
     * @param waitTime null where the set around it decides
     * @param onStart null where there is none, as onStop
     * @param transitions by state, for a Markov set; else empty
     */
    record Group<U extends User>(
            String name,
            int weight,
            Set<String> tags,
            Order order,
            List<TaskNode<U>> children,
            WaitTime<? super U> waitTime,
            TaskBody<? super U> onStart,
            TaskBody<? super U> onStop,
            Map<String, List<Transition>> transitions)
            implements TaskNode<U> {

        /** The same with other tasks. */
        Group<U> with(List<TaskNode<U>> others) {
            return new Group<>(name, weight, tags, order, others, waitTime, onStart, onStop, transitions);
        }
    }

    /** Which task comes next. */
    enum Order {
        BY_WEIGHT,
        IN_TURN,
        IN_TURN_ONCE,
        BY_TRANSITION
    }
}
