package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.NamedResults;
import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Plans that an image brings: the example, whose image deploy/examples/plan-in-image/Dockerfile makes. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class PlanInImageIT {
    @Test
    void theExampleRunsWithItsOptions(Space space) throws IOException {
        space.deployShop();
        space.apply(example());
        LoadTestStatus status = space.awaitEnd("checkout", Duration.ofMinutes(2));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        assertEquals(64, status.planHash().length());
        List<String> names =
                status.results().byName().stream().map(NamedResults::name).toList();
        assertTrue(names.contains("/products/5"), "the option says 5, the plan's default is 3: " + names);
        long aborted = status.results().aborted() == null ? 0 : status.results().aborted();
        long more = space.servedByShop() - status.results().requests();
        assertTrue(more >= 0 && more <= aborted, "the shop served " + more + " more than reported");
    }

    @Test
    void whatIsWrongIsInTheStatus(Space space) throws IOException {
        space.apply(example().replace("name: checkout", "name: unknown").replace("products:", "product:"));
        space.apply(example().replace("name: checkout", "name: nowhere").replace("checkout.jar", "check-out.jar"));
        assertInvalid(space, "unknown", "product");
        assertInvalid(space, "nowhere", "/plans/check-out.jar");
    }

    private static void assertInvalid(Space space, String name, String text) {
        LoadTestStatus status = space.awaitEnd(name, Duration.ofMinutes(2));
        assertEquals(Phase.Error, status.phase(), space::describe);
        Condition valid = status.conditions().stream()
                .filter(c -> c.type().equals(Condition.Types.PLAN_VALID))
                .findFirst()
                .orElseThrow();
        assertEquals(Condition.Status.False, valid.status(), valid::toString);
        assertTrue(valid.message().contains(text), valid::message);
    }

    private static String example() throws IOException {
        return Files.readString(Command.ROOT.resolve("deploy/examples/plan-in-image/loadtest.yaml"));
    }
}
