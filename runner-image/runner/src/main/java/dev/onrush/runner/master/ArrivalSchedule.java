package dev.onrush.runner.master;

import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.LostWorkers;
import dev.onrush.contract.run.RateCurve;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Messages.Arrivals.Share;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.report.Arrivals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the arrivals of the open model among workers: arrival i is that of worker i mod n. When the workers change, they are divided
 * anew from an arrival on that is far enough ahead for every worker to know by then. Time comes in; it reads no clock.
 */
final class ArrivalSchedule {
    /** How far ahead of now another division begins. */
    static final Duration NOTICE = Duration.ofSeconds(1);

    private final LoadShape.Arrivals shape;
    private final Map<String, Integer> weights = new LinkedHashMap<>();
    private final boolean redistribute;
    private final Map<WorkerEntry, List<Share>> shares = new LinkedHashMap<>();
    private List<WorkerEntry> present = List.of();
    private int divided;
    private boolean begun;

    ArrivalSchedule(LoadShape.Arrivals shape, List<ClassShare> classes, LostWorkers policy) {
        this.shape = shape;
        classes.forEach(userClass -> weights.put(userClass.name(), userClass.weight()));
        this.redistribute = policy != LostWorkers.Continue;
    }

    /**
     * Divides anew where that is due.
     *
     * @param running the workers that take part
     * @param places those and the ones that are gone with their shares, where lost shares stay lost
     * @param elapsed since the start
     * @return true when the workers have to be told
     */
    boolean update(List<WorkerEntry> running, int places, Duration elapsed) {
        boolean joined = !present.containsAll(running);
        int of = redistribute ? running.size() : places;
        if (running.isEmpty() || !joined && of == divided) {
            return false;
        }
        long from = begun ? shape.curve().dueBefore(elapsed.plus(NOTICE)) : 0;
        present = List.copyOf(running);
        divided = of;
        begun = true;
        present.forEach(worker -> shares.computeIfAbsent(worker, _ -> new ArrayList<>()));
        shares.forEach((worker, parts) -> {
            parts.removeIf(part -> part.from() >= from);
            parts.add(new Share(from, of, present.indexOf(worker)));
        });
        return true;
    }

    /**
     * Takes over what a worker was told by the master before.
     *
     * @throws ProtocolException when that is no division of arrivals
     */
    void adopt(WorkerEntry worker, List<Share> told) throws ProtocolException {
        long before = -1;
        for (Share share : told) {
            if (share == null || share.from() <= before || share.of() < 1 || share.index() >= share.of()) {
                throw new ProtocolException("expected shares of the arrivals in their order, found " + share);
            }
            before = share.from();
        }
        if (!told.isEmpty()) {
            begun = true;
            shares.put(worker, new ArrayList<>(told));
            if (told.getLast().index() >= 0) {
                List<WorkerEntry> more = new ArrayList<>(present);
                more.add(worker);
                present = List.copyOf(more);
                divided = told.getLast().of();
            }
        }
    }

    /** What a worker has to be told. @param beginMicros as in {@link Messages.Arrivals} */
    Messages.Arrivals message(WorkerEntry worker, long beginMicros) {
        // One that only just came has none yet.
        List<Share> own = List.copyOf(shares.getOrDefault(worker, List.of(new Share(0, 1, -1))));
        Share now = own.getLast();
        int index = Math.max(0, now.index());
        int users = shape.maxUsers() / now.of() + (index < shape.maxUsers() % now.of() ? 1 : 0);
        return new Messages.Arrivals(
                beginMicros,
                shape.curve().steps().stream()
                        .map(step -> new Messages.Arrivals.Ramp(
                                step.rate(), step.length().toNanos()))
                        .toList(),
                shape.poisson(),
                Math.max(1, users),
                shape.maxStartDelay().toMillis(),
                weights,
                own);
    }

    /** How many arrivals are due before a time since the start. */
    long dueBefore(Duration elapsed) {
        return shape.curve().dueBefore(elapsed);
    }

    /**
     * What was due between two times since the start.
     *
     * @param over true for a look back at all of it
     */
    Arrivals due(Duration from, Duration to, boolean over) {
        RateCurve curve = shape.curve();
        long due = Math.max(0, dueBefore(to) - dueBefore(from));
        double rate = over ? due * 1e9 / Math.max(1, to.minus(from).toNanos()) : curve.rateAt(to);
        return new Arrivals(rate, due, shape.poisson());
    }
}
