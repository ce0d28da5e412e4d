package dev.onrush.runner.session;

import dev.onrush.contract.run.ArrivalRate;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.runner.code.PlanSettings;
import dev.onrush.runner.master.ClassChoices;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What a run is wanted with; whatever is null is as the command line has it. The fields are named as in a LoadTest.
 *
 * @param target the base URL
 * @param thresholds instead of those of the command line
 * @param userClasses names of the plan's classes that have users; empty for all of them
 * @param options values of the plan's own options, by name, beside those of the command line
 */
public record StartRequest(
        String target,
        Load load,
        List<String> thresholds,
        String stopTimeout,
        List<String> userClasses,
        Map<String, String> options) {
    /** Everything as the command line has it. */
    public static final StartRequest UNCHANGED = new StartRequest(null, null, null, null);

    /** With the classes and options of the command line. */
    public StartRequest(String target, Load load, List<String> thresholds, String stopTimeout) {
        this(target, load, thresholds, stopTimeout, null, null);
    }

    /** The command line's classes, or those that are wished for. */
    ClassChoices over(ClassChoices base) {
        return userClasses == null ? base : base.picking(new LinkedHashSet<>(userClasses));
    }

    /** The command line's options, and those that are wished for. */
    PlanSettings over(PlanSettings base) {
        return options == null ? base : base.and(new PlanSettings(options));
    }

    /** The command line's spec with these wishes, for so many workers. */
    RunSpec over(RunSpec base, int workers) {
        return new RunSpec(
                base.plan(),
                or(target, base.target()),
                load == null ? base.load() : over(base.load()),
                new RunSpec.Workers(workers),
                or(thresholds, base.thresholds()),
                or(stopTimeout, base.stopTimeout()),
                base.startDeadline(),
                base.lostWorkers());
    }

    private Load over(Load base) {
        boolean asBefore = load.users() == null && load.spawnRate() == null && load.stages() == null;
        ArrivalRate arrivals = asBefore ? or(load.arrivalRate(), base.arrivalRate()) : load.arrivalRate();
        boolean ramp = load.stages() == null && arrivals == null;
        boolean timed = ramp || arrivals != null && arrivals.rate() != null;
        return new Load(
                ramp ? or(load.users(), base.users()) : load.users(),
                ramp ? or(load.spawnRate(), base.spawnRate()) : load.spawnRate(),
                timed ? or(load.runTime(), base.runTime()) : load.runTime(),
                load.stages(),
                arrivals);
    }

    private static <T> T or(T wanted, T otherwise) {
        return wanted == null ? otherwise : wanted;
    }
}
