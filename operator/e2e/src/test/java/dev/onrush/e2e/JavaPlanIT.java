package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.Results;
import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Plans in Java, compiled by the pods that run them. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class JavaPlanIT {
    private static final String PLAN = """
            import dev.onrush.api.HttpUser;
            import dev.onrush.api.Plan;
            import dev.onrush.api.PlanBuilder;
            import dev.onrush.api.WaitTime;
            import java.time.Duration;

            public final class Shop implements Plan {
                @Override
                public void define(PlanBuilder plan) {
                    plan.user("Visitor", HttpUser::new)
                            .waitTime(WaitTime.constant(Duration.ofMillis(200)))
                            .task("browse", user -> user.client().get("/products"));
                }
            }
            """;

    @Test
    void aPlanInJavaRunsToItsVerdict(Space space) {
        space.deployShop();
        space.apply(loadTest("coded", PLAN, "thresholds: [http.failureRatio < 1%, http.requests > 20]\n"));
        LoadTestStatus status = space.awaitEnd("coded", Duration.ofMinutes(2));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(Condition.Status.True, valid(status).status());
        Results results = status.results();
        long aborted = results.aborted() == null ? 0 : results.aborted();
        long more = space.servedByShop() - results.requests();
        assertTrue(more >= 0 && more <= aborted, "the shop served " + more + " more than reported");
    }

    @Test
    void whatTheCompilerSaysIsInTheStatusWithFileAndLine(Space space) {
        space.apply(loadTest("broken", PLAN.replace("HttpUser::new", "HttpUser::old"), ""));
        LoadTestStatus status = space.awaitEnd("broken", Duration.ofMinutes(2));
        assertEquals(Phase.Error, status.phase(), space::describe);
        Condition valid = valid(status);
        assertEquals(Condition.Status.False, valid.status(), valid::toString);
        assertTrue(valid.message().contains("Shop.java:10"), valid::message);
        String events = space.kubectl("get", "events", "--field-selector", "involvedObject.name=broken,type=Warning");
        assertTrue(events.contains("Shop.java"), events);
    }

    private static String loadTest(String name, String plan, String more) {
        return Manifests.loadTest(name, "10s", "entry: Shop.java\n  inline: |\n" + plan.indent(6), more);
    }

    private static Condition valid(LoadTestStatus status) {
        return status.conditions().stream()
                .filter(c -> c.type().equals(Condition.Types.PLAN_VALID))
                .findFirst()
                .orElseThrow();
    }
}
