package dev.onrush.runner.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Users that wait for an arrival, by class, and such that have one. An idle user keeps its cookies and variables for the next. */
final class ArrivalUsers {
    private final Function<String, RunningUser> factory;
    private final RandomGenerator random;
    private final List<String> classes = new ArrayList<>();
    private final List<Integer> upTo = new ArrayList<>();
    private final Map<String, Deque<RunningUser>> idle = new HashMap<>();
    private final Map<RunningUser, String> alive = new HashMap<>();
    /** Made room, and are in no queue any more. */
    private final Set<RunningUser> leaving = new HashSet<>();

    private int idling;
    private int made;
    private int sum;

    /** @param factory makes a user of a class, which has not started yet */
    ArrivalUsers(Map<String, Integer> weights, RandomGenerator random, Function<String, RunningUser> factory) {
        this.factory = factory;
        this.random = random;
        weights.forEach((name, weight) -> {
            if (weight > 0) {
                sum += weight;
                classes.add(name);
                upTo.add(sum);
                idle.put(name, new ArrayDeque<>());
            }
        });
    }

    /** Users that have an arrival, or still end. */
    int busy() {
        return alive.size() - idling;
    }

    /** Users that were made so far. */
    int made() {
        return made;
    }

    Set<RunningUser> alive() {
        return new HashSet<>(alive.keySet());
    }

    /** A user of a class that is drawn by weight, the one that was idle for the shortest time; null when there are too many. */
    RunningUser take(int most) {
        if (busy() >= most) {
            return null;
        }
        String name = draw();
        RunningUser user = idle.get(name).pollLast();
        if (user != null) {
            idling--;
            return user;
        }
        if (alive.size() >= most) {
            makeRoom();
        }
        RunningUser created = factory.apply(name);
        alive.put(created, name);
        made++;
        return created;
    }

    /** The user has done what it was taken for. */
    void giveBack(RunningUser user) {
        String name = alive.get(user);
        if (name != null) {
            idle.get(name).addLast(user);
            idling++;
        }
    }

    /** The user is over. */
    void ended(RunningUser user) {
        String name = alive.remove(user);
        if (!leaving.remove(user) && name != null && idle.get(name).remove(user)) {
            idling--;
        }
    }

    private String draw() {
        int drawn = random.nextInt(sum);
        int i = 0;
        while (upTo.get(i) <= drawn) {
            i++;
        }
        return classes.get(i);
    }

    private void makeRoom() {
        for (Deque<RunningUser> users : idle.values()) {
            if (!users.isEmpty()) {
                // The one that was idle for the longest time. It may take a while to end, and gets no arrival
                // meanwhile.
                RunningUser longest = users.pollFirst();
                idling--;
                leaving.add(longest);
                longest.stop();
                return;
            }
        }
    }
}
