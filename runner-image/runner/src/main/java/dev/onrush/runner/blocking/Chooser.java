package dev.onrush.runner.blocking;

import dev.onrush.api.Transition;
import dev.onrush.api.User;
import dev.onrush.runner.code.TaskNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;

/** Which task of a set comes next. Each user in the set has its own. */
interface Chooser<U extends User> {
    /** The next task; null when the set is over. */
    TaskNode<U> next();

    static <U extends User> Chooser<U> of(TaskNode.Group<U> group) {
        return switch (group.order()) {
            case BY_WEIGHT -> () -> byWeight(group.children(), TaskNode::weight);
            case IN_TURN -> new InTurn<>(group.children(), false);
            case IN_TURN_ONCE -> new InTurn<>(group.children(), true);
            case BY_TRANSITION -> new Markov<>(group);
        };
    }

    static <T> T byWeight(List<T> choices, ToIntFunction<T> weight) {
        if (choices.size() == 1) {
            return choices.getFirst();
        }
        long sum = 0;
        for (T choice : choices) {
            sum += weight.applyAsInt(choice);
        }
        long drawn = ThreadLocalRandom.current().nextLong(sum);
        for (T choice : choices) {
            drawn -= weight.applyAsInt(choice);
            if (drawn < 0) {
                return choice;
            }
        }
        throw new IllegalStateException("weights add up to less than their sum");
    }

    /** In the order in which they were added, each as often in a row as its weight says. */
    final class InTurn<U extends User> implements Chooser<U> {
        private final List<TaskNode<U>> tasks;
        private final boolean once;
        private int index;
        private int times;

        InTurn(List<TaskNode<U>> tasks, boolean once) {
            this.tasks = tasks;
            this.once = once;
        }

        @Override
        public TaskNode<U> next() {
            if (times == tasks.get(index).weight()) {
                times = 0;
                index++;
            }
            if (index == tasks.size()) {
                index = 0;
                if (once) {
                    return null;
                }
            }
            times++;
            return tasks.get(index);
        }
    }

    /** From the first state on along the transitions. */
    final class Markov<U extends User> implements Chooser<U> {
        private final TaskNode.Group<U> group;
        private TaskNode<U> state;

        Markov(TaskNode.Group<U> group) {
            this.group = group;
        }

        @Override
        public TaskNode<U> next() {
            if (state == null) {
                state = group.children().getFirst();
            } else {
                String to = byWeight(group.transitions().get(state.name()), Transition::weight)
                        .to();
                state = group.children().stream()
                        .filter(child -> child.name().equals(to))
                        .findFirst()
                        .orElseThrow();
            }
            return state;
        }
    }
}
