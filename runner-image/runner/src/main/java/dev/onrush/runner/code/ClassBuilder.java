package dev.onrush.runner.code;

import dev.onrush.api.MarkovTaskSet;
import dev.onrush.api.SequentialTaskSet;
import dev.onrush.api.TaskBody;
import dev.onrush.api.TaskSet;
import dev.onrush.api.User;
import dev.onrush.api.UserClass;
import dev.onrush.api.UserContext;
import dev.onrush.api.WaitTime;
import dev.onrush.runner.code.TaskNode.Order;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a plan says of one class of users. */
final class ClassBuilder<U extends User> implements UserClass<U> {
    private final GroupBuilder<U> group;
    private final String name;
    private final Function<UserContext, U> factory;
    private final Place place = Place.ofCaller();
    private int weight = 1;
    private int fixedCount;

    ClassBuilder(String name, Function<UserContext, U> factory) {
        this.name = GroupBuilder.name(name);
        this.factory = java.util.Objects.requireNonNull(factory, "what makes a user");
        this.group = new GroupBuilder<>(name, 1, Set.of(), Order.BY_WEIGHT);
    }

    String name() {
        return name;
    }

    /** Where the plan began to speak of it. */
    Place place() {
        return place;
    }

    CodedClass<U> build() {
        return new CodedClass<>(name, weight, fixedCount, factory, group.build());
    }

    @Override
    public UserClass<U> weight(int newWeight) {
        weight = GroupBuilder.weight(newWeight);
        return this;
    }

    @Override
    public UserClass<U> fixedCount(int users) {
        if (users < 0) {
            throw new IllegalArgumentException("expected a fixed count of 0 or more, found " + users);
        }
        fixedCount = users;
        return this;
    }

    @Override
    public UserClass<U> task(String task, int taskWeight, TaskBody<? super U> tasks, String... tags) {
        group.task(task, taskWeight, tasks, tags);
        return this;
    }

    @Override
    public UserClass<U> taskSet(String task, int taskWeight, Consumer<TaskSet<U>> tasks, String... tags) {
        group.taskSet(task, taskWeight, tasks, tags);
        return this;
    }

    @Override
    public UserClass<U> sequence(String task, int taskWeight, Consumer<SequentialTaskSet<U>> tasks, String... tags) {
        group.sequence(task, taskWeight, tasks, tags);
        return this;
    }

    @Override
    public UserClass<U> markov(String task, int taskWeight, Consumer<MarkovTaskSet<U>> tasks, String... tags) {
        group.markov(task, taskWeight, tasks, tags);
        return this;
    }

    @Override
    public UserClass<U> waitTime(WaitTime<? super U> waitTime) {
        group.waitTime(waitTime);
        return this;
    }
}
