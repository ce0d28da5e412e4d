package dev.onrush.runner.master;

import dev.onrush.contract.report.WorkerCounts;
import dev.onrush.contract.run.RunDefinition;
import dev.onrush.runner.bus.Messages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The workers of a run, lost ones included, in the order in which they came. */
final class WorkerRegistry {
    private final Map<String, WorkerEntry> workers = new LinkedHashMap<>();
    private final Map<String, WorkerEntry> aside = new HashMap<>();
    private final boolean exact;
    private final int classes;
    private int desired;
    private int nextIndex;

    /**
     * @param desired as many as the run waits for
     * @param exact whether no more may take part
     */
    WorkerRegistry(int desired, boolean exact, int classes) {
        this.desired = desired;
        this.exact = exact;
        this.classes = classes;
    }

    int desired() {
        return desired;
    }

    /** From now on the run wants so many: more may come, or those above it may leave. */
    void expect(int workers) {
        desired = workers;
    }

    /** Beyond so many nobody is missed. */
    int most() {
        return exact ? desired : Integer.MAX_VALUE;
    }

    /** Whether one may leave without being missed. */
    boolean hasTooMany() {
        return live().size() > most();
    }

    Optional<WorkerEntry> find(String id) {
        return Optional.ofNullable(workers.get(id));
    }

    /** A worker that was not here before, or was set aside; empty when the run has all that it wants. */
    Optional<WorkerEntry> add(Messages.Register register, long now) {
        if (live().size() >= (exact ? desired : RunDefinition.MAX_WORKERS)) {
            return Optional.empty();
        }
        WorkerEntry entry = aside.remove(register.worker());
        if (entry == null) {
            int index = index(register.member());
            nextIndex = Math.max(nextIndex, index + 1);
            entry = new WorkerEntry(register, index, classes, now);
        }
        workers.put(entry.id(), entry);
        return Optional.of(entry);
    }

    /**
     * One that is gone before it had any part in the run: it does not count, and another may have its place. Should it come back, its
     * number and its reports go on where they were.
     */
    void setAside(WorkerEntry worker) {
        worker.state(WorkerEntry.State.PREPARING);
        workers.remove(worker.id());
        aside.put(worker.id(), worker);
    }

    boolean isAside(String id) {
        return aside.containsKey(id);
    }

    /** One that was in this run before its master started again keeps its number, unless another has it by now. */
    private int index(Messages.Member member) {
        boolean free = member != null
                && member.index() >= 0
                && member.index() < RunDefinition.MAX_WORKERS
                && workers.values().stream().noneMatch(worker -> worker.index() == member.index());
        return free ? member.index() : nextIndex;
    }

    /** As if it had never been here; its index is not given away again. */
    void forget(String id) {
        workers.remove(id);
    }

    Collection<WorkerEntry> all() {
        return workers.values();
    }

    List<WorkerEntry> live() {
        return where(WorkerEntry::isLive);
    }

    List<WorkerEntry> in(WorkerEntry.State state) {
        return where(worker -> worker.state() == state);
    }

    List<WorkerEntry> where(Predicate<WorkerEntry> predicate) {
        return new ArrayList<>(workers.values().stream().filter(predicate).toList());
    }

    int users() {
        // Each heartbeat asks for it.
        int users = 0;
        for (WorkerEntry worker : workers.values()) {
            users += worker.users();
        }
        return users;
    }

    /** Upper bound of the requests that lost workers made and nobody heard of. */
    long unaccounted() {
        return in(WorkerEntry.State.LOST).stream()
                .mapToLong(WorkerEntry::unaccounted)
                .sum();
    }

    WorkerCounts counts() {
        int missing = where(WorkerEntry::isMissing).size();
        // A replacement can take a lost worker's place; the lost one remains missing.
        int connected = where(worker ->
                        worker.state() != WorkerEntry.State.LOST && !worker.isMissing() && !worker.isReleased())
                .size();
        return new WorkerCounts(desired, connected, missing);
    }
}
