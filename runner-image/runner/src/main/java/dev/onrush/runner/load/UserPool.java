package dev.onrush.runner.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** The running users, by class; moves towards a target evenly over a time, so that there are no bursts. */
final class UserPool {
    private final LoadEnvironment environment;
    private final Function<String, RunningUser> factory;
    private final Map<String, LinkedHashSet<RunningUser>> running = new LinkedHashMap<>();
    private final Map<String, Integer> leftByThemselves = new HashMap<>();
    private final Set<RunningUser> alive = new HashSet<>();
    private long plan;
    private boolean stopped;

    /** @param factory makes a user of a class */
    UserPool(List<String> classes, LoadEnvironment environment, Function<String, RunningUser> factory) {
        this.environment = environment;
        this.factory = factory;
        classes.forEach(name -> running.put(name, new LinkedHashSet<>()));
    }

    /** Users that run and were not told to stop. */
    int size() {
        return running.values().stream().mapToInt(Set::size).sum();
    }

    /** Users that still do something, stopping ones included. */
    Set<RunningUser> alive() {
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
        running.values().forEach(Set::clear);
        List.copyOf(alive).forEach(RunningUser::stop);
    }

    /** A user that ends without having been told to has done its part: no other takes its place. */
    void ended(RunningUser user) {
        alive.remove(user);
        running.forEach((name, users) -> {
            if (users.remove(user)) {
                leftByThemselves.merge(name, 1, Integer::sum);
            }
        });
    }

    private List<Runnable> changes(Map<String, Integer> target) {
        List<Runnable> changes = new ArrayList<>();
        running.forEach((name, users) -> {
            int difference = target.getOrDefault(name, 0) - users.size() - leftByThemselves.getOrDefault(name, 0);
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
        RunningUser user = factory.apply(name);
        running.get(name).add(user);
        alive.add(user);
        user.start();
    }

    private void stopOne(String name) {
        LinkedHashSet<RunningUser> users = running.get(name);
        if (!users.isEmpty()) {
            users.removeLast().stop();
        } else {
            leftByThemselves.computeIfPresent(name, (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
