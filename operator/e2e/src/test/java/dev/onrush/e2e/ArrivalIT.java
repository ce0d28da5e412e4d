package dev.onrush.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.ArrivalResults;
import dev.onrush.contract.status.LoadTestStatus;
import dev.onrush.contract.status.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The open model on a cluster: every arrival that was due is started or counted as dropped, whoever ends the run. */
@ExtendWith(Spaces.class)
@ResourceLock(value = Locks.OPERATOR, mode = ResourceAccessMode.READ)
class ArrivalIT {
    private static final String CLOSED = "load: {users: 10, spawnRate: 10, runTime: ";

    private static String open(String name, String runTime) {
        String manifest = Manifests.loadTest(name, runTime, "");
        String open = manifest.replace(CLOSED, "load: {arrivalRate: {rate: 40, maxUsers: 200}, runTime: ");
        assertTrue(!open.equals(manifest), manifest);
        return open;
    }

    @Test
    void asManyArrivalsStartAsTheRateSays(Space space) {
        space.deployShop();
        space.apply(open("arrivals", "10s"));
        LoadTestStatus status = space.awaitEnd("arrivals", Duration.ofMinutes(3));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        ArrivalResults arrivals = status.results().arrivals();
        assertEquals(400, arrivals.due(), arrivals::toString);
        assertEquals(arrivals.due(), arrivals.started() + arrivals.dropped(), arrivals::toString);
        // One request for each arrival that started, and the shop is the judge of that.
        assertEquals(space.servedByShop(), status.results().requests(), space::describe);
        assertEquals(arrivals.started(), status.results().requests(), arrivals::toString);
    }

    @Test
    void aRunThatIsStoppedEarlyLosesNoArrival(Space space) {
        space.deployShop();
        space.apply(open("stopped", "10m"));
        space.awaitRunning("stopped", 40);
        space.kubectl("patch", "lt", "stopped", "--type=merge", "-p", "{\"spec\":{\"stop\":true}}");
        LoadTestStatus status = space.awaitEnd("stopped", Duration.ofSeconds(90));
        assertEquals(Phase.Succeeded, status.phase(), space::describe);
        ArrivalResults arrivals = status.results().arrivals();
        assertTrue(arrivals.due() >= 40, arrivals::toString);
        assertEquals(arrivals.due(), arrivals.started() + arrivals.dropped(), arrivals::toString);
    }
}
