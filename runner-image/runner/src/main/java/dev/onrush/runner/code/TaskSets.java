package dev.onrush.runner.code;

import dev.onrush.api.MarkovTaskSet;
import dev.onrush.api.SequentialTaskSet;
import dev.onrush.api.TaskBody;
import dev.onrush.api.TaskSet;
import dev.onrush.api.Transition;
import dev.onrush.api.User;
import dev.onrush.api.WaitTime;
import java.util.function.Consumer;

/** What plans say of their task sets, each kind under its own type. */
final class TaskSets {
    private TaskSets() {}

    record ByWeight<U extends User>(GroupBuilder<U> group) implements TaskSet<U> {
        @Override
        public TaskSet<U> task(String name, int weight, TaskBody<? super U> tasks, String... tags) {
            group.task(name, weight, tasks, tags);
            return this;
        }

        @Override
        public TaskSet<U> taskSet(String name, int weight, Consumer<TaskSet<U>> tasks, String... tags) {
            group.taskSet(name, weight, tasks, tags);
            return this;
        }

        @Override
        public TaskSet<U> sequence(String name, int weight, Consumer<SequentialTaskSet<U>> tasks, String... tags) {
            group.sequence(name, weight, tasks, tags);
            return this;
        }

        @Override
        public TaskSet<U> markov(String name, int weight, Consumer<MarkovTaskSet<U>> tasks, String... tags) {
            group.markov(name, weight, tasks, tags);
            return this;
        }

        @Override
        public TaskSet<U> waitTime(WaitTime<? super U> waitTime) {
            group.waitTime(waitTime);
            return this;
        }

        @Override
        public TaskSet<U> onStart(TaskBody<? super U> body) {
            group.onStart(body);
            return this;
        }

        @Override
        public TaskSet<U> onStop(TaskBody<? super U> body) {
            group.onStop(body);
            return this;
        }
    }

    record InTurn<U extends User>(GroupBuilder<U> group) implements SequentialTaskSet<U> {
        @Override
        public SequentialTaskSet<U> task(String name, int weight, TaskBody<? super U> tasks, String... tags) {
            group.task(name, weight, tasks, tags);
            return this;
        }

        @Override
        public SequentialTaskSet<U> taskSet(String name, int weight, Consumer<TaskSet<U>> tasks, String... tags) {
            group.taskSet(name, weight, tasks, tags);
            return this;
        }

        @Override
        public SequentialTaskSet<U> sequence(
                String name, int weight, Consumer<SequentialTaskSet<U>> tasks, String... tags) {
            group.sequence(name, weight, tasks, tags);
            return this;
        }

        @Override
        public SequentialTaskSet<U> markov(String name, int weight, Consumer<MarkovTaskSet<U>> tasks, String... tags) {
            group.markov(name, weight, tasks, tags);
            return this;
        }

        @Override
        public SequentialTaskSet<U> waitTime(WaitTime<? super U> waitTime) {
            group.waitTime(waitTime);
            return this;
        }

        @Override
        public SequentialTaskSet<U> onStart(TaskBody<? super U> body) {
            group.onStart(body);
            return this;
        }

        @Override
        public SequentialTaskSet<U> onStop(TaskBody<? super U> body) {
            group.onStop(body);
            return this;
        }

        @Override
        public SequentialTaskSet<U> once() {
            group.once();
            return this;
        }
    }

    record ByTransition<U extends User>(GroupBuilder<U> group) implements MarkovTaskSet<U> {
        @Override
        public MarkovTaskSet<U> state(String name, TaskBody<? super U> body, Transition... transitions) {
            group.state(name, body, transitions);
            return this;
        }

        @Override
        public MarkovTaskSet<U> waitTime(WaitTime<? super U> waitTime) {
            group.waitTime(waitTime);
            return this;
        }

        @Override
        public MarkovTaskSet<U> onStart(TaskBody<? super U> body) {
            group.onStart(body);
            return this;
        }

        @Override
        public MarkovTaskSet<U> onStop(TaskBody<? super U> body) {
            group.onStop(body);
            return this;
        }
    }
}
