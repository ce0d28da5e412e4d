package dev.onrush.runner.program;

import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.Pause;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.Request;
import dev.onrush.contract.plan.Step;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.contract.plan.WaitTime;
import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.stats.RequestNames;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Compiles a plan for one event loop. */
public final class PlanCompiler {
    private final RequestNames names;
    private final WireCompiler wires;

    private PlanCompiler(RequestNames names, WireCompiler wires) {
        this.names = names;
        this.wires = wires;
    }

    /**
     * The plan's classes of users.
     *
     * @param client what requests are sent with; used only by a plan that asks for it
     * @param target the base URL; its path, if any, stands before every path of the plan
     */
    public static List<UserCode> compile(Plan plan, RequestNames names, Http1Client client, URI target) {
        WireCompiler wires = plan.client() == Client.FAST ? new WireCompiler(plan, client, target) : null;
        PlanCompiler compiler = new PlanCompiler(names, wires);
        return plan.users().stream().map(compiler::userClass).toList();
    }

    private UserCode userClass(UserClass userClass) {
        List<String> variables = Stream.concat(
                        userClass.onStart().stream(), userClass.tasks().stream().flatMap(task -> task.steps().stream()))
                .filter(Request.class::isInstance)
                .flatMap(step -> ((Request) step).extract().keySet().stream())
                .distinct()
                .toList();
        long pacing =
                userClass.waitTime() instanceof WaitTime.ConstantPacing(Duration interval) ? interval.toNanos() : -1;
        PauseCode wait = userClass.waitTime() instanceof WaitTime.Between(Duration min, Duration max)
                ? PauseCode.of(min, max)
                : null;
        return new UserCode(
                userClass.name(),
                pacing,
                wait,
                steps(userClass.onStart(), variables),
                userClass.tasks().stream()
                        .map(task -> steps(task.steps(), variables))
                        .toArray(StepCode[][]::new),
                new TaskPicker(userClass.tasks()),
                variables);
    }

    private StepCode[] steps(List<Step> steps, List<String> variables) {
        return steps.stream().map(step -> step(step, variables)).toArray(StepCode[]::new);
    }

    private StepCode step(Step step, List<String> variables) {
        return switch (step) {
            case Pause(Duration min, Duration max) -> PauseCode.of(min, max);
            case Request request -> {
                Judge judge = new Judge(request, variables);
                yield new RequestCode(
                        names.indexOf(request),
                        request,
                        wires == null ? null : wires.compile(request, judge, variables),
                        judge,
                        request.timeout().toNanos());
            }
        };
    }
}
