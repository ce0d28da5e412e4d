package dev.onrush.runner.load;

import dev.onrush.contract.plan.UserClass;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** The running users, by class; moves towards a target evenly over a time, so that there are no bursts. */
final class UserPool {
    private final UserEnvironment environment;
    private final Function<UserClass, VirtualUser> factory;
    private final Map<String, UserClass> classes = new LinkedHashMap<>();
    private final Map<String, Deque<VirtualUser>> running = new LinkedHashMap<>();
    private final Set<VirtualUser> alive = new HashSet<>();
    private long plan;
    private boolean stopped;

    UserPool(List<UserClass> userClasses, UserEnvironment environment, Function<UserClass, VirtualUser> factory) {
        this.environment = environment;
        this.factory = factory;
        userClasses.forEach(userClass -> {
            classes.put(userClass.name(), userClass);
            running.put(userClass.name(), new ArrayDeque<>());
        });
    }

    /** Users that run and were not told to stop. */
    int size() {
        return running.values().stream().mapToInt(Deque::size).sum();
    }

    /** Users that still do something, stopping ones included. */
    Set<VirtualUser> alive() {
        return alive;
    }

    /** Replaces whatever was still to be done for the target before. */
    void moveTo(Map<String, Integer> target, Duration over) {
        if (!stopped) {
            List<Runnable> changes = changes(target);
            work(changes, 0, over.toNanos(), System.nanoTime(), ++plan);
        }
    }

    void stopAll() {
        stopped = true;
        plan++;
        running.values().forEach(Deque::clear);
        List.copyOf(alive).forEach(VirtualUser::stop);
    }

    /** A user ends only after it was told to stop, so it is no longer among the running ones. */
    void ended(VirtualUser user) {
        alive.remove(user);
    }

    private List<Runnable> changes(Map<String, Integer> target) {
        List<Runnable> changes = new ArrayList<>();
        running.forEach((name, users) -> {
            int difference = target.getOrDefault(name, 0) - users.size();
            Runnable change = difference > 0 ? () -> startOne(name) : () -> stopOne(name);
            changes.addAll(Collections.nCopies(Math.abs(difference), change));
        });
        // Classes in turn instead of one after the other: the mix is right at any moment of a ramp.
        Collections.shuffle(changes, new Random(plan));
        return changes;
    }

    private void work(List<Runnable> changes, int from, long overNanos, long start, long forPlan) {
        if (forPlan != plan) {
            return;
        }
        int i = from;
        while (i < changes.size() && due(i, changes.size(), overNanos) <= System.nanoTime() - start) {
            changes.get(i++).run();
        }
        if (i < changes.size()) {
            int rest = i;
            long wait = due(i, changes.size(), overNanos) - (System.nanoTime() - start);
            environment.after(
                    Duration.ofNanos(Math.max(1, wait)), () -> work(changes, rest, overNanos, start, forPlan));
        }
    }

    private static long due(int i, int changes, long overNanos) {
        return (long) ((double) overNanos * i / changes);
    }

    private void startOne(String name) {
        VirtualUser user = factory.apply(classes.get(name));
        running.get(name).addLast(user);
        alive.add(user);
        user.start();
    }

    private void stopOne(String name) {
        VirtualUser user = running.get(name).pollLast();
        if (user != null) {
            user.stop();
        }
    }
}
