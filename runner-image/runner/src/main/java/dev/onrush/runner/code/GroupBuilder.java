package dev.onrush.runner.code;

import dev.onrush.api.MarkovTaskSet;
import dev.onrush.api.SequentialTaskSet;
import dev.onrush.api.TaskBody;
import dev.onrush.api.TaskSet;
import dev.onrush.api.Transition;
import dev.onrush.api.User;
import dev.onrush.api.WaitTime;
import dev.onrush.runner.code.TaskNode.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Collects one set of tasks, of whatever order. Complaints name what was expected. */
final class GroupBuilder<U extends User> {
    private static final int MAX_WEIGHT = 1_000_000;

    private final String name;
    private final int weight;
    private final Set<String> tags;
    private final List<TaskNode<U>> children = new ArrayList<>();
    private final Map<String, List<Transition>> transitions = new LinkedHashMap<>();
    private Order order;
    private WaitTime<? super U> waitTime;
    private TaskBody<? super U> onStart;
    private TaskBody<? super U> onStop;

    GroupBuilder(String name, int weight, Set<String> tags, Order order) {
        this.name = name(name);
        this.weight = weight(weight);
        this.tags = tags;
        this.order = order;
    }

    void task(String task, int taskWeight, TaskBody<? super U> body, String... more) {
        children.add(new TaskNode.Single<>(
                name(task), weight(taskWeight), tags(more), Objects.requireNonNull(body, "a task's body")));
    }

    void taskSet(String set, int setWeight, Consumer<TaskSet<U>> tasks, String... more) {
        GroupBuilder<U> nested = new GroupBuilder<>(set, setWeight, tags(more), Order.BY_WEIGHT);
        tasks.accept(new TaskSets.ByWeight<>(nested));
        children.add(nested.build());
    }

    void sequence(String set, int setWeight, Consumer<SequentialTaskSet<U>> tasks, String... more) {
        GroupBuilder<U> nested = new GroupBuilder<>(set, setWeight, tags(more), Order.IN_TURN);
        tasks.accept(new TaskSets.InTurn<>(nested));
        children.add(nested.build());
    }

    void markov(String set, int setWeight, Consumer<MarkovTaskSet<U>> tasks, String... more) {
        GroupBuilder<U> nested = new GroupBuilder<>(set, setWeight, tags(more), Order.BY_TRANSITION);
        tasks.accept(new TaskSets.ByTransition<>(nested));
        children.add(nested.build());
    }

    void state(String state, TaskBody<? super U> body, Transition... next) {
        if (next.length == 0) {
            throw new IllegalArgumentException("expected a transition from state \"" + state + "\", found none");
        }
        if (transitions.putIfAbsent(state, List.of(next)) != null) {
            throw new IllegalArgumentException("expected different states, found \"" + state + "\" twice");
        }
        for (Transition transition : next) {
            weight(transition.weight());
        }
        task(state, 1, body);
    }

    void waitTime(WaitTime<? super U> time) {
        waitTime = Objects.requireNonNull(time, "a wait time");
    }

    void onStart(TaskBody<? super U> body) {
        onStart = Objects.requireNonNull(body, "a body");
    }

    void onStop(TaskBody<? super U> body) {
        onStop = Objects.requireNonNull(body, "a body");
    }

    void once() {
        order = Order.IN_TURN_ONCE;
    }

    TaskNode.Group<U> build() {
        if (children.isEmpty()) {
            throw new IllegalArgumentException("expected at least one task in \"" + name + "\", found none");
        }
        transitions.forEach((state, next) -> next.forEach(transition -> {
            if (!transitions.containsKey(transition.to())) {
                throw new IllegalArgumentException("expected a transition from \"" + state + "\" to one of "
                        + transitions.keySet() + ", found \"" + transition.to() + "\"");
            }
        }));
        return new TaskNode.Group<>(
                name, weight, tags, order, List.copyOf(children), waitTime, onStart, onStop, Map.copyOf(transitions));
    }

    private Set<String> tags(String... more) {
        Set<String> all = new LinkedHashSet<>(tags);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    static String name(String name) {
        if (name == null || name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("expected a name of 1 to 200 characters, found " + name);
        }
        return name;
    }

    static int weight(int weight) {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("expected a weight from 1 to " + MAX_WEIGHT + ", found " + weight);
        }
        return weight;
    }
}
