package dev.onrush.runner.master;

import dev.onrush.api.Role;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.hooks.Watched;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plan on the master, and in a process without roles, hears that the CPU is nearly used up. */
class CpuWarningTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void theMastersPlanIsWarned() throws Exception {
        check(Role.MASTER);
    }

    @Test
    void withoutRolesThePlanIsWarnedOnThisSide() throws Exception {
        check(Role.LOCAL);
    }

    private void check(Role role) throws Exception {
        PlanRuntime runtime = Watched.plan(role);
        PlanSide side = new PlanSide(runtime, vertx.getOrCreateContext(), (worker, message) -> {}, reason -> {});
        Watched.check(runtime, side::usage);
    }
}
