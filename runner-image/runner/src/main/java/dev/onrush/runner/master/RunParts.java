package dev.onrush.runner.master;

import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.run.LoadShape;
import dev.onrush.contract.run.RunDefinition;
import java.util.List;

/**
 * What a run is made of: what was wanted, and what there is of it by now. Touched on the master's event loop only.
 *
 * @param pacer where the load is a number of users
 * @param arrivals where it is a rate; else null
 */
record RunParts(
        MasterOptions options,
        RunRecord record,
        WorkerRegistry workers,
        Pacer pacer,
        ArrivalSchedule arrivals,
        Starts starts) {
    /** Of a run that has not begun. @param classes of the plan */
    static RunParts of(MasterOptions options, List<UserClass> classes) {
        RunDefinition definition = options.definition();
        List<UserClass> chosen = options.session().classes().of(classes);
        List<ClassShare> shares = chosen.stream().map(ClassShare::of).toList();
        return new RunParts(
                options,
                new RunRecord(options.runId()),
                new WorkerRegistry(definition.workers(), options.session().joining() == Joining.EXACT, chosen.size()),
                new Pacer(definition.shape(), shares, definition.lostWorkers(), definition.workers()),
                definition.shape() instanceof LoadShape.Arrivals open
                        ? new ArrivalSchedule(open, shares, definition.lostWorkers())
                        : null,
                new Starts());
    }

    RunDefinition definition() {
        return options.definition();
    }

    MasterOptions.Timing timing() {
        return options.timing();
    }
}
