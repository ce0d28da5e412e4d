package dev.onrush.runner.master;

import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RunDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decides at each tick how many users each worker should run. Time comes in and changes go out; it reads no clock. */
final class Pacer {
    private final LoadShape shape;
    private final List<ClassShare> classes;
    private final LostWorkers policy;
    private int places;
    private int taking;
    private final SpawnLimit limit;
    private Optional<LoadShape.Ramp> pursued;
    private boolean changed;
    private Optional<Duration> departed = Optional.empty();
    private Set<String> only = Set.of();
    private int announced = -1;
    private Duration moved = Duration.ZERO;

    /** @param places as in {@link #places(int)} */
    Pacer(LoadShape shape, List<ClassShare> classes, LostWorkers policy, int places) {
        this.shape = shape;
        this.classes = classes;
        this.policy = policy;
        this.places = places;
        this.taking = places;
        this.pursued =
                Optional.of(shape).filter(LoadShape.Ramp.class::isInstance).map(LoadShape.Ramp.class::cast);
        this.limit = new SpawnLimit(shape instanceof LoadShape.Ramp ramp ? ramp.spawnRate() : Double.POSITIVE_INFINITY);
    }

    /** From now on this many users, all workers together, and this spawn rate on the way there. */
    void change(LoadShape.Ramp to) {
        change(to, Set.of());
    }

    /** @param classes the only ones that count; all where it is empty */
    void change(LoadShape.Ramp to, Set<String> classes) {
        only = classes;
        if (changed && pursued.filter(to::equals).isPresent()) {
            return;
        }
        changed = true;
        limit.rate(to.spawnRate());
        pursued = Optional.of(to);
    }

    /** Goes on with a run that began this long ago. */
    void from(Duration elapsed) {
        limit.from(elapsed);
    }

    /** Users that were asked for while the run goes. */
    Optional<LoadShape.Ramp> change() {
        return changed ? pursued : Optional.empty();
    }

    /** Numbers by class from a worker, which may say anything. */
    int[] counts(Map<String, Integer> users) {
        return classes.stream()
                .mapToInt(share -> {
                    Integer count = users == null ? null : users.get(share.name());
                    return count == null ? 0 : Math.clamp(count, 0, RunDefinition.MAX_USERS);
                })
                .toArray();
    }

    /**
     * The users that are pursued, as many of them as there can be and without those of lost workers whose shares stay lost; 0 where the load
     * has stages, which never arrive.
     */
    int wanted() {
        return left(asked());
    }

    private int asked() {
        return possible(pursued.map(LoadShape.Ramp::users).orElse(0));
    }

    /** What is left of so many users where the shares of lost workers stay lost. */
    private int left(int users) {
        return policy == LostWorkers.Continue && taking < places ? (int) ((long) users * taking / places) : users;
    }

    /** No more than all fixed counts where no class goes by weight. */
    private int possible(int users) {
        List<ClassShare> counting = counting();
        boolean weighted = counting.stream().anyMatch(share -> share.fixedCount() == 0 && share.weight() > 0);
        long fixed = counting.stream().mapToLong(ClassShare::fixedCount).sum();
        return weighted ? users : (int) Math.min(users, fixed);
    }

    /** Among so many workers the users are divided where lost ones' shares stay lost: see {@link Places}. */
    void places(int now) {
        places = now;
    }

    /** True once for each number of users that is pursued: when so many run. Never where the load has stages. */
    boolean hasArrived(int running) {
        int asked = asked();
        if (asked == 0 || asked == announced || running != left(asked)) {
            return false;
        }
        announced = asked;
        return true;
    }

    /** The users and the spawn rate that are pursued now; empty where the load has stages. */
    Optional<Load> load() {
        return pursued.map(ramp -> new Load(
                ramp.users(),
                BigDecimal.valueOf(ramp.spawnRate()).stripTrailingZeros().toPlainString(),
                null,
                null));
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
        if (changed && departed.isEmpty()) {
            departed = Optional.of(at);
        }
        taking = running.size();
        int users = left(
                possible(changed ? pursued.orElseThrow().users() : shape.usersAt(at.compareTo(end) < 0 ? at : end)));
        List<int[]> current = running.stream().map(WorkerEntry::assigned).toList();
        int present =
                current.stream().mapToInt(counts -> IntStream.of(counts).sum()).sum();
        boolean moves = users != present;
        users = limit.towards(users, present, at);
        List<int[]> wished = Assignment.spread(current, ClassMix.counts(counting(), users));
        List<int[]> next = Moves.limited(current, wished, limit.moves(Moves.count(current, wished)));
        Map<WorkerEntry, Map<String, Integer>> changes = new LinkedHashMap<>();
        for (int i = 0; i < running.size(); i++) {
            if (!Arrays.equals(current.get(i), next.get(i))) {
                running.get(i).assigned(next.get(i));
                changes.put(running.get(i), byName(next.get(i)));
            }
        }
        if (moves || !changes.isEmpty()) {
            moved = at;
        }
        return changes;
    }

    /** The last tick at which users were still to be started or stopped, as the time since the start that it was for. */
    Duration moved() {
        return moved;
    }

    /** Whether the users at a time since the start are those of the run's definition, and nobody has asked for others by then. */
    boolean isAsDefined(Duration at) {
        return departed.isEmpty() || at.compareTo(departed.get()) < 0;
    }

    Set<String> classNames() {
        return classes.stream().map(ClassShare::name).collect(Collectors.toSet());
    }

    private List<ClassShare> counting() {
        return only.isEmpty()
                ? classes
                : classes.stream()
                        .map(share -> only.contains(share.name()) ? share : new ClassShare(share.name(), 0, 0))
                        .toList();
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
