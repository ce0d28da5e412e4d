package dev.onrush.runner.master;

import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Decides at each tick how many users each worker should run. Time comes in and changes go out; it reads no clock. */
final class Pacer {
    private final LoadShape shape;
    private final List<UserClass> classes;
    private final int[] weights;
    private final LostWorkers policy;
    private final int workers;
    private final SpawnLimit limit;
    private OptionalInt changed = OptionalInt.empty();

    /** @param workers as many as were asked for */
    Pacer(LoadShape shape, List<UserClass> classes, LostWorkers policy, int workers) {
        this.shape = shape;
        this.classes = classes;
        this.weights = classes.stream().mapToInt(UserClass::weight).toArray();
        this.policy = policy;
        this.workers = workers;
        this.limit = new SpawnLimit(shape instanceof LoadShape.Ramp ramp ? ramp.spawnRate() : Double.POSITIVE_INFINITY);
    }

    /** From now on this many users, all workers together, and this spawn rate on the way there. */
    void change(LoadShape.Ramp to) {
        changed = OptionalInt.of(to.users());
        limit.rate(to.spawnRate());
    }

    /**
     * What changes.
     *
     * @param running the workers that take part, with what was assigned to them before; updated
     * @param at the time since the start that the users are for
     * @return users by class, for each worker whose share changes
     */
    Map<WorkerEntry, Map<String, Integer>> tick(List<WorkerEntry> running, Duration at) {
        Duration end = shape.length();
        int users = changed.orElseGet(() -> shape.usersAt(at.compareTo(end) < 0 ? at : end));
        if (policy == LostWorkers.Continue && running.size() < workers) {
            // The lost workers' shares stay lost.
            users = (int) ((long) users * running.size() / workers);
        }
        List<int[]> current = running.stream().map(WorkerEntry::assigned).toList();
        int present =
                current.stream().mapToInt(counts -> IntStream.of(counts).sum()).sum();
        users = limit.towards(users, present, at);
        List<int[]> next = Assignment.spread(current, ClassMix.counts(weights, users));
        Map<WorkerEntry, Map<String, Integer>> changes = new LinkedHashMap<>();
        for (int i = 0; i < running.size(); i++) {
            if (!Arrays.equals(current.get(i), next.get(i))) {
                running.get(i).assigned(next.get(i));
                changes.put(running.get(i), byName(next.get(i)));
            }
        }
        return changes;
    }

    /** What a worker that came back should run. */
    Map<String, Integer> byName(int[] counts) {
        Map<String, Integer> users = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            users.put(classes.get(c).name(), counts[c]);
        }
        return users;
    }
}
