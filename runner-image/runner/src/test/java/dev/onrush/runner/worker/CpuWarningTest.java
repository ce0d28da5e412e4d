package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.api.Events;
import dev.onrush.api.Role;
import dev.onrush.runner.cpu.CpuUsage;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.hooks.Watched;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plan on a worker hears that the CPU is nearly used up. */
class CpuWarningTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void theWorkersPlanIsWarned() throws Exception {
        PlanRuntime runtime = Watched.plan(Role.WORKER);
        Watched.check(runtime, side(runtime)::usage);
    }

    @Test
    void inAProcessThatIsMasterTooTheOtherSideWarns() throws Exception {
        PlanRuntime runtime = Watched.plan(Role.LOCAL);
        side(runtime).usage(new CpuUsage(1, OptionalDouble.of(1), OptionalDouble.empty(), 0.5, 0));
        runtime.mention(runtime.events().usageMonitor, new Events.Usage(runtime.environment(), 0.75, 1))
                .join();
        assertEquals(List.of("seen 0.75"), Watched.said(runtime));
    }

    private PlanSide side(PlanRuntime runtime) {
        return new PlanSide(runtime, vertx, vertx.getOrCreateContext(), null);
    }
}
