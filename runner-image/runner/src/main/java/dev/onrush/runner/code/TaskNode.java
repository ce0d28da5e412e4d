package dev.onrush.runner.code;

import dev.onrush.api.TaskBody;
import dev.onrush.api.Transition;
import dev.onrush.api.User;
import dev.onrush.api.WaitTime;
import dev.onrush.contract.plan.TagSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task, or a set of them. */
public sealed interface TaskNode<U extends User> {
    String name();

    int weight();

    /** Its own and those of the sets around it. */
    Set<String> tags();

    /** What is left with the chosen tasks only; empty when nothing is. */
    Optional<? extends TaskNode<U>> choosing(TagSelection selection);

    /** One task. */
    record Single<U extends User>(String name, int weight, Set<String> tags, TaskBody<? super U> body)
            implements TaskNode<U> {
        @Override
        public Optional<Single<U>> choosing(TagSelection selection) {
            return selection.admits(tags)
                    ? Optional.of(new Single<>(name, selection.weight(weight), tags, body))
                    : Optional.empty();
        }
    }

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

        /** A Markov set stays whole or goes whole, by its own tags: without a state its transitions would lead nowhere. */
        @Override
        public Optional<Group<U>> choosing(TagSelection selection) {
            if (order == Order.BY_TRANSITION) {
                return selection.admits(tags) ? Optional.of(this) : Optional.empty();
            }
            List<TaskNode<U>> left = new ArrayList<>();
            children.forEach(child -> child.choosing(selection).ifPresent(left::add));
            return left.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Group<>(
                            name, selection.weight(weight), tags, order, left, waitTime, onStart, onStop, transitions));
        }

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
