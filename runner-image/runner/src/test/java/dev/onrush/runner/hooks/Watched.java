package dev.onrush.runner.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.runner.code.JavaPlans;
import dev.onrush.runner.cpu.CpuUsage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A plan that says what it hears of the CPU: as exceptions, which whoever runs the plan counts. */
public final class Watched {
    private static final String PLAN = """
            public void define(PlanBuilder plan) {
                plan.user("A", User::new).task("t", user -> {});
                plan.events()
                    .usageMonitor(e -> { throw new IllegalStateException("seen " + e.cpu()); })
                    .cpuWarning(e -> { throw new IllegalStateException("warned " + e.cpu() + " " + e.environment().role() + " " + (e.memory() > 0)); });
            }
            """;

    private Watched() {}

    public static PlanRuntime plan(Role role) throws InvalidInputException {
        return PlanRuntime.of(JavaPlans.shop(PLAN), role);
    }

    /** Looks at usages of which the second and the fourth are alarming, and expects two warnings with the others seen all the same. */
    public static void check(PlanRuntime runtime, Consumer<CpuUsage> look) {
        look.accept(limited(0.5, 0));
        look.accept(limited(0.95, 0));
        // Promised one core, and nobody else wants the others: nothing is wrong.
        look.accept(new CpuUsage(2, OptionalDouble.empty(), OptionalDouble.of(1), 0, 0));
        look.accept(limited(0.25, 0.2));
        look.accept(limited(0.125, 0));
        // Hooks of one kind are called in turn, so that with the last one everything before has been.
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> said(runtime)
                .contains("seen 0.125"));
        assertEquals(
                List.of(
                        "seen 0.125",
                        "seen 0.25",
                        "seen 0.5",
                        "seen 0.95",
                        "seen 2.0",
                        "warned 0.25 " + runtime.role() + " true",
                        "warned 0.95 " + runtime.role() + " true"),
                said(runtime));
    }

    private static CpuUsage limited(double cores, double throttled) {
        return new CpuUsage(cores, OptionalDouble.of(1), OptionalDouble.empty(), throttled, 0);
    }

    public static List<String> said(PlanRuntime runtime) {
        return runtime.exceptions().list().stream()
                .map(counted -> counted.message().replaceFirst("^.*: ", ""))
                .sorted()
                .toList();
    }
}
