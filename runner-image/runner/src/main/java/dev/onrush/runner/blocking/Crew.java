package dev.onrush.runner.blocking;

import dev.onrush.runner.code.CodedPlan;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.http.HttpUsers;
import dev.onrush.runner.load.LoadEnvironment;
import dev.onrush.runner.stats.RequestNames;

/** What all users of a plan in Java share on a worker. Names and HTTP are used on the load's loop only. */
record Crew(CodedPlan plan, PlanRuntime runtime, LoadEnvironment load, RequestNames names, HttpUsers http) {
    void onLoop(Runnable action) {
        load.context().runOnContext(_ -> action.run());
    }
}
