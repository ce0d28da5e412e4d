package dev.onrush.api;

import java.util.function.Consumer;

/**
 * Where tasks are added. A task has a name, for people; a weight, one or more, which says how often it is picked next to the others
 * (1 where none is given); and tags, by which a run can choose ({@code --tags}, {@code --exclude-tags}).
 *
 * @param <U> the users that the tasks are for
 * @param <S> what is added to
 */
public interface Tasks<U extends User, S extends Tasks<U, S>> {
    /** Adds a task. */
    S task(String name, int weight, TaskBody<? super U> body, String... tags);

    /** Adds a task with weight 1. */
    default S task(String name, TaskBody<? super U> body, String... tags) {
        return task(name, 1, body, tags);
    }

    /**
     * Adds a set of tasks: a user that picks it stays in it, picks among its tasks and waits after each, until it
     * {@linkplain User#interrupt interrupts}.
     *
     * @param tags of every task in it
     */
    S taskSet(String name, int weight, Consumer<TaskSet<U>> tasks, String... tags);

    /** Adds a set of tasks with weight 1. */
    default S taskSet(String name, Consumer<TaskSet<U>> tasks, String... tags) {
        return taskSet(name, 1, tasks, tags);
    }

    /** Adds a set whose tasks run in the order in which they were added, over and over, until the user interrupts. */
    S sequence(String name, int weight, Consumer<SequentialTaskSet<U>> tasks, String... tags);

    /** Adds a sequence with weight 1. */
    default S sequence(String name, Consumer<SequentialTaskSet<U>> tasks, String... tags) {
        return sequence(name, 1, tasks, tags);
    }

    /** Adds a set in which each task says what may come next, with which weight, until the user interrupts. */
    S markov(String name, int weight, Consumer<MarkovTaskSet<U>> tasks, String... tags);

    /** Adds a Markov set with weight 1. */
    default S markov(String name, Consumer<MarkovTaskSet<U>> tasks, String... tags) {
        return markov(name, 1, tasks, tags);
    }
}
